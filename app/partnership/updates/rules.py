"""What an update is made of: parts of sentences, each with the evidence that it rests on."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.contacts.rules import sort_key_floor

OPENING = "opening"
COMMITMENT = "commitment-"  # and the number of the commitment
ENGAGED = "engaged"
HEARD = "heard"
BARRIERS = "barriers"
PASSED = "milestones"
NEXT = "next"

MOST_NAMED = 12  # names in one sentence; beyond them it says how many others there are
ONE_DAY = dt.timedelta(days=1)


class EvidenceKind(StrEnum):
    """What a piece of evidence is. The first are records with a page; a list, a link and a document are not."""

    CONTACT = "contact"
    POINT = "point"
    COMMITMENT = "commitment"
    STATUS_CHANGE = "status_change"
    OUTPUT = "output"
    MILESTONE = "milestone"
    ACTIVITY = "activity"
    WORKSTREAM = "workstream"
    ORGANISATION = "organisation"
    LIST = "list"
    LINK = "link"
    DOCUMENT = "document"


@dataclass(frozen=True)
class Evidence:
    """One thing that a sentence rests on. `address` is of a list, of a link outside, or where a record has no page."""

    kind: EvidenceKind
    label: str
    id: int | None = None
    address: str = ""
    date: dt.date | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "id": self.id,
            "address": self.address,
            "label": self.label,
            "date": self.date.isoformat() if self.date else "",
        }


@dataclass(frozen=True)
class Sentence:
    """What is told, under a key that is the same each time the same thing is told.

    Sentences whose keys are alike up to the stroke stand in one paragraph: 'point-3/raised', 'point-3/became'.
    """

    key: str
    words: str
    evidence: Sequence[Evidence]

    @property
    def paragraph(self) -> str:
        return paragraph_of(self.key)


@dataclass(frozen=True)
class Part:
    """Sentences under one heading. Its id is the same each time it is composed."""

    id: str
    heading: str
    sentences: Sequence[Sentence]


def paragraph_of(key: str) -> str:
    return key.partition("/")[0]


def commitment_of(part: str) -> int | None:
    """The commitment that a part is about, if it is about one."""
    number = part.removeprefix(COMMITMENT)
    return int(number) if part.startswith(COMMITMENT) and number.isdecimal() else None


@dataclass(frozen=True)
class Period:
    """The days that an update tells of, both included, and the day whose state it tells: the last, or today if sooner.

    A contact known by its month counts as of the 1st, as in lists.
    """

    first: dt.date
    last: dt.date
    as_of: dt.date

    @classmethod
    def of(cls, first: dt.date, last: dt.date, *, today: dt.date) -> "Period":
        return cls(first, last, min(last, today))

    @property
    def lowest(self) -> int:
        """The lowest sort key of its contacts."""
        return sort_key_floor(self.first)

    @property
    def below(self) -> int:
        """What the sort keys of its contacts lie below."""
        return sort_key_floor(self.last + ONE_DAY)
