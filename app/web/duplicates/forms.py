"""Which of two records' fields the one that stays is to have."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField

from app.upkeep.merging.fields import SideBySide, Whose
from app.upkeep.merging.services import Versions
from app.web.fields import said

CHOICE = "field-"


class MergeForm(FlaskForm):  # type: ignore[misc]
    """The versions of the two as they are shown, and beside them a choice for each field that differs."""

    survivor_version = HiddenField()
    loser_version = HiddenField()

    def fill(self, survivor: Any, loser: Any) -> None:
        for field, record in ((self.survivor_version, survivor), (self.loser_version, loser)):
            field.data, field.raw_data = str(record.version), None

    @property
    def versions(self) -> Versions:
        return Versions(_number(said(self.survivor_version)), _number(said(self.loser_version)))


@dataclass(frozen=True)
class Option:
    whose: str
    label: str
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class Choice:
    """A field that differs, with what can be kept."""

    name: str
    label: str
    options: Sequence[Option]


def choices_of(rows: Sequence[SideBySide], chosen: dict[str, str], *, survivor: str, loser: str) -> list[Choice]:
    return [_choice(row, chosen, survivor, loser) for row in rows]


def _choice(row: SideBySide, chosen: dict[str, str], survivor: str, loser: str) -> Choice:
    words = {
        Whose.SURVIVOR: (f"As {survivor} has it", row.survivor),
        Whose.LOSER: (f"As {loser} has it", row.loser),
        Whose.BOTH: ("Both, one after the other", f"{row.survivor}\n\n{row.loser}"),
    }
    wanted = chosen.get(row.field.name, "")
    picked = wanted if wanted in row.whose else row.whose[0]
    order = [each for each in Whose if each in row.whose]
    options = [Option(each, words[each][0], words[each][1] or "Nothing", each == picked) for each in order]
    return Choice(f"{CHOICE}{row.field.name}", row.field.label, options)


def chosen_in(sent: Any) -> dict[str, str]:
    """By the names of fields."""
    return {name.removeprefix(CHOICE): value for name, value in sent.items() if name.startswith(CHOICE)}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
