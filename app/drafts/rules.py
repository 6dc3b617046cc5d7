"""Drafts: how much one holds, how long it is kept, and what it is called."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

LABEL_LIMIT = 300
WHO_LIMIT = 200
FIRST_WORDS = 80  # characters of the notes that stand for a subject
MOST_TYPED = 1_000_000  # characters of a form, names and values
NO_SUBJECT = "Contact without a subject"
OF_UNREADABLE = "Changes to a contact that you can no longer see"  # whose subject the label may be

KEPT_FOR = dt.timedelta(days=30)  # after the last save
WARNED_FOR = dt.timedelta(days=7)  # at the end of that
TOLD_FOR = dt.timedelta(days=30)  # that it went, after it did
REMEMBERED_FOR = dt.timedelta(days=2)  # what was thrown away, to take that back, and that a form was saved

Pairs = Sequence[tuple[str, str]]

_TOKEN = re.compile(r"[A-Za-z0-9-]{8,64}")
_NUMBER = re.compile(r"[0-9]{1,18}")
_NO_TEXT = re.compile(r"[\x00\ud800-\udfff]")


class Ended(StrEnum):
    """Why a draft is none any more, in place of the open page that saved last; no page's id holds a space."""

    SAVED = "was saved"  # its form was; what arrives late changes nothing
    THROWN_AWAY = "thrown away"  # by its author, who may take that back for a while


ENDED = [word.value for word in Ended]


@dataclass(frozen=True)
class OpenPage:
    """The page that sends a draft, how often it has, and the save of another page that it was opened with."""

    id: str = ""
    saves: int = 0
    opened_id: str = ""
    opened_saves: int = 0

    @classmethod
    def read(cls, page: str, saves: str, opened_page: str, opened_saves: str) -> "OpenPage":
        """From what a browser says, which may be anything."""
        return cls(_page_id(page), _number(saves), _page_id(opened_page), _number(opened_saves))

    def has(self, page: str, saves: int) -> bool:
        """Whether what it sends has all that a draft says which that page saved last, for the so manieth time."""
        if page in ("", *ENDED):
            return True
        return (page == self.id and saves <= self.saves) or (page == self.opened_id and saves <= self.opened_saves)


NO_PAGE = OpenPage()


def goes_at(saved_at: dt.datetime) -> dt.datetime:
    """When what was typed goes, unless it is saved again before."""
    return saved_at + KEPT_FOR


def is_token(text: str) -> bool:
    """Whether it can name a draft."""
    return _TOKEN.fullmatch(text) is not None


def holds_too_much(typed: Pairs) -> bool:
    """Whether it is more than a draft keeps."""
    return sum(len(name) + len(value) for name, value in typed) > MOST_TYPED


def label_of(subject: str, notes: str, *, who: str = "", when: str = "") -> str:
    """The subject; without one, who is in it or the first words of the notes, and the date."""
    line = _one_line(subject, LABEL_LIMIT)
    if line:
        return line
    called = _one_line(who, WHO_LIMIT) or _one_line(notes, FIRST_WORDS) or NO_SUBJECT
    return f"{called}, {when}" if when else called


def _one_line(text: str, limit: int) -> str:
    """Its beginning on one line; what is no text becomes a visible sign."""
    line = " ".join(_NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", text[: 4 * limit]).split())
    if len(line) <= limit:
        return line
    whole_words, space, _ = line[:limit].rpartition(" ")
    return f"{whole_words if space else line[: limit - 1]}…"


def _page_id(text: str) -> str:
    return text if is_token(text) else ""


def _number(text: str) -> int:
    return int(text) if _NUMBER.fullmatch(text) else 0
