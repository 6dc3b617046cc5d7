"""What was promised between us and those a brief is on: commitments, and the follow-ups that are open."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sqlalchemy import ColumnElement, Integer, String, bindparam, func, literal_column, select, union_all

from app.contacts.models import Contact, ContactCommitment
from app.contacts.rules import kind_label
from app.contacts.visibility import Reader, listed_for
from app.core.paging import BoundedCount
from app.core.plain_dates import PlainDate, format_plain_date, relative_due
from app.core.text import shortened
from app.follow_ups.queries import (
    OpenFollowUp,
    list_open_for_organisation,
    list_open_for_person,
    list_open_for_post,
)
from app.partnership.commitments.queries import CommitmentFilters, CommitmentLine, list_commitments
from app.partnership.updates.words.english import counted
from app.prepared import PreparedSelect, number_parameters, numbered
from app.programme.models import CommitmentOutput, Output
from app.programme.rules import is_overdue
from app.reports.briefs.brief import BriefRow, RecordKind, RecordLink, TableRow
from app.reports.briefs.subjects import Subject

SHOWN = 12
FOLLOW_UPS_SHOWN, FOLLOW_UPS_READ = 10, 30
EVIDENCE_COUNTED = 100
WHAT_IN_SHORT = 240
OURS = ("Commitment", "Made in", "Status", "Evidence", "Due")
THEIRS = ("Commitment", "By", "Status", "Evidence", "Due")
_WANTED = bindparam("wanted", type_=Integer)


@dataclass(frozen=True)
class Promises:
    """Of both sides, what still stands first, and then what is settled; and the open follow-ups of each."""

    ours: Sequence[CommitmentLine]
    theirs: Sequence[CommitmentLine]
    our_follow_ups: Sequence[OpenFollowUp]
    their_follow_ups: Sequence[OpenFollowUp]

    @property
    def contact_ids(self) -> list[int]:
        return [one.contact_id for one in (*self.our_follow_ups, *self.their_follow_ups)]


def read_promises(subject: Subject, *, reader: Reader, today: dt.date) -> Promises:
    lines: dict[int, CommitmentLine] = {}
    follow_ups: dict[int, OpenFollowUp] = {}
    for who, numbers in _numbers(subject).items():
        for number in numbers:
            filters = replace(CommitmentFilters(), **{f"{who}_id": number})  # type: ignore[arg-type]
            found = list_commitments(filters, today=today, size=2 * SHOWN).items
            lines |= {line.id: line for line in found}
            follow_ups |= {one.id: one for one in _OPEN[who](number, reader=reader, limit=FOLLOW_UPS_READ + 1)}
    in_order = sorted(follow_ups.values(), key=lambda one: (one.due_on is None, one.due_on or today, one.id))
    return Promises(
        ours=[line for line in lines.values() if line.is_ours],
        theirs=[line for line in lines.values() if not line.is_ours],
        our_follow_ups=[one for one in in_order if one.owner_name],
        their_follow_ups=[one for one in in_order if not one.owner_name],
    )


_OPEN = {
    "organisation": list_open_for_organisation,
    "person": list_open_for_person,
    "post": list_open_for_post,
}


def _numbers(subject: Subject) -> dict[str, Sequence[int]]:
    return {"organisation": subject.organisation_ids, "person": subject.person_ids, "post": subject.post_ids}


def commitment_table(lines: Sequence[CommitmentLine], *, reader: Reader, today: dt.date) -> list[TableRow]:
    """With the evidence of each, as far as the reader may know of it."""
    shown = lines[:SHOWN]
    evidence = count_evidence([line.id for line in shown], reader=reader)
    return [
        TableRow(
            cells=(
                line.title,
                line.source_paragraph or line.source_document if line.is_ours else _by(line),
                line.status.label,
                evidence[line.id],
                _due(line, today),
            ),
            link=RecordLink(RecordKind.COMMITMENT, line.id),
            is_over=is_overdue(line.due_on, line.status, today),
            is_sample=line.is_sample,
        )
        for line in shown
    ]


def _by(line: CommitmentLine) -> str:
    return ", ".join(filter(None, (line.by_person, line.by_post, line.by_organisation)))


def _due(line: CommitmentLine, today: dt.date) -> str:
    if line.due_on is None:
        return "No date"
    day = format_plain_date(PlainDate(line.due_on), style="short")
    return f"{day}, {relative_due(line.due_on, today)}" if is_overdue(line.due_on, line.status, today) else day


def count_evidence(commitment_ids: Sequence[int], *, reader: Reader) -> dict[int, str]:
    """'14 contacts, 2 outputs' for each, or that nothing is recorded."""
    told: dict[int, dict[str, int]] = {number: {"contact": 0, "output": 0} for number in commitment_ids}
    if commitment_ids:
        rows = _evidence(reader, len(commitment_ids)).rows(**numbered(commitment_ids), wanted=EVIDENCE_COUNTED + 1)
        for place, what, count in rows:
            told[commitment_ids[place]][what] = count
    return {number: _evidence_words(counts) for number, counts in told.items()}


@lru_cache(maxsize=512)
def _evidence(reader: Reader, count: int) -> PreparedSelect:
    """Of so many commitments in one statement, each no further than it is counted."""
    arms = []
    for place, number in enumerate(number_parameters(count)):
        about = (
            select(ContactCommitment.contact_id)
            .join(Contact, Contact.id == ContactCommitment.contact_id)
            .where(ContactCommitment.commitment_id == number, listed_for(reader))
            .order_by(ContactCommitment.sort_key.desc())
            .limit(_WANTED)
            .subquery()
        )
        kept_by = (
            select(CommitmentOutput.output_id)
            .join(Output, Output.id == CommitmentOutput.output_id)
            .where(CommitmentOutput.commitment_id == number, Output.archived_at.is_(None))
            .limit(_WANTED)
            .subquery()
        )
        for what, found in (("contact", about), ("output", kept_by)):
            kind: ColumnElement[str] = literal_column(f"'{what}'", String)
            arms.append(select(literal_column(str(place), Integer), kind, func.count()).select_from(found))
    return PreparedSelect(union_all(*arms))


def _evidence_words(counts: dict[str, int]) -> str:
    told = [
        f"{BoundedCount.of(number, limit=EVIDENCE_COUNTED)} {what}{'' if number == 1 else 's'}"
        for what, number in counts.items()
        if number
    ]
    return ", ".join(told) or "Nothing recorded"


def follow_up_rows(follow_ups: Sequence[OpenFollowUp], *, today: dt.date) -> list[BriefRow]:
    return [_follow_up(one, today) for one in follow_ups[:FOLLOW_UPS_SHOWN]]


def _follow_up(one: OpenFollowUp, today: dt.date) -> BriefRow:
    contact_day = format_plain_date(PlainDate(one.date, one.date_precision), style="short")
    whose = one.owner_name or one.owner_outside or "theirs"
    return BriefRow(
        margin=format_plain_date(PlainDate(one.due_on), style="short") if one.due_on else "No date",
        margin_note=relative_due(one.due_on, today) if one.due_on else "",
        is_over=one.due_on is not None and one.due_on < today,
        title=shortened(one.what, WHAT_IN_SHORT),
        after=f"{whose}, from {kind_label(one.kind, one.direction).lower()} of {contact_day}",
        link=RecordLink(RecordKind.CONTACT, one.contact_id),
        is_sample=one.is_sample,
    )


def promised_words(lines: Sequence[CommitmentLine], who: str, today: dt.date) -> str:
    """'We said we would do 8 things; 2 are delivered, and 1 is past its day.' Empty where nothing was promised."""
    if not lines:
        return ""
    delivered = sum(line.status.needs_evidence for line in lines)
    over = sum(is_overdue(line.due_on, line.status, today) for line in lines)
    told = f"{who} {counted(len(lines), 'thing')}; {delivered or 'none'} {'is' if delivered < 2 else 'are'} delivered"
    return f"{told}, and {over} {'is' if over == 1 else 'are'} past the day." if over else f"{told}."
