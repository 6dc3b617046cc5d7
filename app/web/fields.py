"""What the forms share: cleaned text, enums as choices, and what a field holds."""

from collections.abc import Iterable
from typing import Any, Protocol, cast

from markupsafe import Markup
from wtforms import Field, SelectMultipleField
from wtforms.fields.choices import Choice, SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import Length
from wtforms.widgets import Select

from app.core.text import clean_line, clean_text

__all__ = [
    "AtMost",
    "LongSelect",
    "SelectChoice",
    "chosen",
    "line",
    "lines",
    "number_chosen",
    "offered",
    "said",
    "words_of",
]


class LabelledWord(Protocol):
    """A member of a closed list of words."""

    @property
    def value(self) -> str: ...

    @property
    def label(self) -> str: ...


class LongSelect(Select):
    """A select of many options, each put together at once. WTForms' own takes ten times as long over one."""

    @classmethod
    def render_option(cls, choice: Choice, **_more: Any) -> Markup:  # type: ignore[override]
        selected = Markup(" selected") if choice.selected else ""
        return Markup('<option value="%s"%s>%s</option>') % (choice.value, selected, choice.label)


class AtMost(Length):
    """So many characters at most, told once the form is sent. WTForms' own has browsers cut a paste without a word."""

    def __init__(self, characters: int, message: str) -> None:
        super().__init__(max=characters, message=message)
        self.field_flags = {}


def line(text: str | None) -> str:
    """A field's filter: one line. What is no text is refused with a message, and stays in the field."""
    return clean_line(text or "")


def lines(text: str | None) -> str:
    """A field's filter: several lines, kept to the letter."""
    return clean_text(text or "")


def words_of(words: Iterable[LabelledWord]) -> list[SelectChoice]:
    """Members of a closed list as choices."""
    return [SelectChoice(word.value, word.label) for word in words]


def said(field: Field) -> str:
    """The text in a field."""
    return str(field.data or "")


def number_chosen(field: Field) -> int | None:
    """The number of the record chosen in a list; none where the list does not have what was sent, which is told."""
    return int(field.data) if field.data and not field.errors else None


def chosen(field: SelectMultipleField) -> list[Any]:
    """The values chosen in a field."""
    return list(field.data or [])


def offered(field: Field) -> list[SelectChoice]:
    """The choices of a field."""
    return cast("list[SelectChoice]", getattr(field, "choices", None) or [])
