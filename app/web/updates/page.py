"""What the page of an update shows: its sentences part by part, each with links to its evidence."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from app.core.paging import describe_count
from app.core.plain_dates import PlainDate, format_plain_date
from app.partnership.models import CommitteeUpdate, UpdateSentence
from app.partnership.rules import SentenceState
from app.partnership.updates.queries import StillTold
from app.partnership.updates.reading import LetterPart, UpdateReading, in_parts
from app.partnership.updates.rules import EvidenceKind
from app.web.navigation import may_open
from app.web.templating import short_date

# The page of each kind of record, and the name that the page's address has for its number.
RECORD_PAGES = {
    EvidenceKind.CONTACT: ("contacts.contact", "contact_id"),
    EvidenceKind.POINT: ("points.point", "point_id"),
    EvidenceKind.COMMITMENT: ("commitments.commitment", "commitment_id"),
    EvidenceKind.OUTPUT: ("outputs.output", "output_id"),
    EvidenceKind.MILESTONE: ("milestones.milestone", "milestone_id"),
    EvidenceKind.WORKSTREAM: ("workstreams.workstream", "workstream_id"),
    EvidenceKind.ORGANISATION: ("organisations.organisation", "organisation_id"),
}
OUTSIDE = ("https://", "http://")


@dataclass(frozen=True)
class EvidenceLink:
    """A piece of evidence; without an address it is named and leads nowhere."""

    label: str
    url: str
    day: str
    is_outside: bool


@dataclass(frozen=True)
class SentenceRow:
    """A sentence, with what to say of how it stands."""

    id: int
    words: str
    composed: str
    state: SentenceState
    is_withheld: bool
    evidence: Sequence[EvidenceLink]

    @property
    def is_written(self) -> bool:
        return not self.composed

    @property
    def is_left_out(self) -> bool:
        return self.state is SentenceState.LEFT_OUT

    @property
    def is_edited(self) -> bool:
        return not self.is_written and self.words != self.composed


@dataclass(frozen=True)
class PartRows:
    """A part under its heading."""

    id: str
    heading: str
    is_commitment: bool
    rows: Sequence[SentenceRow]


def part_rows(reading: UpdateReading) -> list[PartRows]:
    return [rows_of(part, reading) for part in in_parts(reading.sentences)]


def rows_of(part: LetterPart, reading: UpdateReading) -> PartRows:
    rows = [sentence_row(sentence, reading) for paragraph in part.paragraphs for sentence in paragraph]
    return PartRows(part.id, part.heading, part.commitment_id is not None, rows)


def sentence_row(sentence: UpdateSentence, reading: UpdateReading) -> SentenceRow:
    is_withheld = sentence.id in reading.withheld
    return SentenceRow(
        id=sentence.id,
        words="" if is_withheld else sentence.words,
        composed="" if is_withheld else sentence.composed,
        state=sentence.state,
        is_withheld=is_withheld,
        evidence=evidence_links(sentence.evidence, reading.told),
    )


def evidence_links(evidence: Sequence[dict[str, Any]], told: StillTold) -> list[EvidenceLink]:
    """What of the evidence may be named still, as links."""
    return [_link(each) for each in evidence if told.has(each)]


def _link(evidence: dict[str, Any]) -> EvidenceLink:
    kind = EvidenceKind(evidence["kind"])
    url = evidence["address"]
    if kind in RECORD_PAGES:
        endpoint, name = RECORD_PAGES[kind]
        url = url_for(endpoint, **{name: evidence["id"]}) if may_open(endpoint) else ""
    is_outside = kind is EvidenceKind.LINK
    if is_outside and not url.lower().startswith(OUTSIDE):
        url = ""  # an address that a browser would run, not open
    return EvidenceLink(evidence["label"], url, _short_day(evidence["date"]), is_outside)


def _short_day(day: str) -> str:
    return short_date(dt.date.fromisoformat(day)) if day else ""


def progress(sentences: Sequence[UpdateSentence]) -> str:
    """'12 sentences, 3 edited, 1 left out'."""
    told = [describe_count(len(sentences), "sentence", "sentences")]
    words = {
        SentenceState.EDITED: "edited",
        SentenceState.WRITTEN: "not from the record",
        SentenceState.LEFT_OUT: "left out",
    }
    for state, word in words.items():
        if number := sum(sentence.state is state for sentence in sentences):
            told.append(f"{number:,} {word}")
    return ", ".join(told)


def period_of(update: CommitteeUpdate) -> str:
    """'1 January 2021 to 31 March 2021'."""
    return " to ".join(format_plain_date(PlainDate(day)) for day in (update.period_from, update.period_to))
