"""What a whole history says: of each contact everything that its page says, in the order that was asked for."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_NAME = 80
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Entry:
    """One contact: its heading, pairs of label and words, its notes, and lines on what came of it."""

    heading: str
    facts: Sequence[tuple[str, str]]
    notes: Sequence[str]  # in paragraphs
    came_of_it: Sequence[str]


@dataclass(frozen=True)
class Cover:
    """What stands before the contacts."""

    title: str
    made: str
    made_for: str
    made_on: dt.date
    count: str
    mark: str  # that it holds what is restricted, or nothing
    part: int = 1
    parts: int = 1  # of what is too long for one file

    @property
    def part_in_words(self) -> str:
        return f"Part {self.part} of {self.parts}" if self.parts > 1 else ""

    @property
    def file_name(self) -> str:
        """'history-example-county-council-2021-03-05-part-2.pdf', in letters that every system takes."""
        words = _NOT_IN_NAMES.sub("-", self.title.lower()).strip("-")[:LONGEST_NAME].strip("-")
        part = f"part-{self.part:0{len(str(self.parts))}}" if self.parts > 1 else ""
        return "-".join(filter(None, ["history", words, self.made_on.isoformat(), part])) + ".pdf"
