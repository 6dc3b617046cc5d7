"""A letter, whatever it is written as: plain text in paragraphs under headings, with notes at its sentences."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

LANGUAGE = "en-GB"
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
LONGEST_NAME = 80


@dataclass(frozen=True)
class Run:
    """A sentence, and what stands in its note; none where it has no note."""

    text: str
    note: str = ""


@dataclass(frozen=True)
class Section:
    """A heading of a level (2 is next to the title) or none, and the paragraphs under it."""

    heading: str
    paragraphs: Sequence[Sequence[Run]]
    level: int = 2


@dataclass(frozen=True)
class LetterDocument:
    """What a letter says; `state` stands where the reference would be of one that was not sent."""

    sender: str
    recipient: str
    title: str
    date: dt.date
    date_label: str
    sections: Sequence[Section]
    last_day: dt.date  # of the period that it tells of
    reference: str = ""
    state: str = ""

    @property
    def mark(self) -> str:
        return "" if self.reference else "draft"

    @property
    def our_reference(self) -> str:
        return f"Our reference: {self.reference}" if self.reference else self.state

    def file_name(self, ending: str) -> str:
        """'update-example-committee-2021-03-31.docx', in letters that every system takes."""
        words = _NOT_IN_NAMES.sub("-", self.recipient.lower()).strip("-")[:LONGEST_NAME].strip("-")
        return "-".join(filter(None, ["update", words, self.last_day.isoformat(), self.mark])) + f".{ending}"
