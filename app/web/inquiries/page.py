"""What an inquiry's page says of each contact, in words and addresses."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from app.contacts.models import Contact
from app.contacts.rules import ContactKind, ContactStatus, kind_label
from app.contacts.visibility import Reader
from app.core.plain_dates import format_plain_date, relative_due
from app.partnership.inquiries.chain import Answer, Occasion, Undertaking
from app.partnership.inquiries.queries import list_contacts_to_add
from app.partnership.inquiries.rules import deadline_words
from app.partnership.models import Inquiry, Witness
from app.people.whom import whom_words
from app.programme.models import Commitment
from app.programme.rules import is_overdue
from app.web.points.page import shown_points
from app.web.points.rows import ShownPoint

OURS = "Us"


@dataclass(frozen=True)
class LetterRow:
    """A letter that answers an undertaking, and whether it kept the deadline."""

    id: int
    label: str
    url: str
    references: str
    deadline: str
    is_late: bool
    commitment_id: int
    commitment_title: str


@dataclass(frozen=True)
class UndertakingRow:
    id: int
    title: str
    words: str
    by_whom: str
    due_on: dt.date | None
    due_words: str
    is_overdue: bool
    is_settled: bool
    status_label: str
    since: dt.date | None
    reason: str
    answers: Sequence[LetterRow]


@dataclass(frozen=True)
class WitnessRow:
    id: int
    words: str
    url: str


@dataclass(frozen=True)
class OccasionRow:
    """A contact of the inquiry with what hangs on it."""

    id: int
    subject: str
    kind_label: str
    date_label: str
    url: str
    references: str
    is_session: bool
    is_restricted: bool
    status: ContactStatus
    witnesses: Sequence[WitnessRow]
    points: Sequence[ShownPoint]
    point_count: int
    undertakings: Sequence[UndertakingRow]
    answered: Sequence[LetterRow]


def occasion_rows(occasions: Sequence[Occasion], *, reader: Reader, today: dt.date) -> list[OccasionRow]:
    shown = shown_points([number for occasion in occasions for number in occasion.point_ids], reader)
    points = {row.id: row for row in shown}
    return [_occasion_row(occasion, points, today) for occasion in occasions]


def _occasion_row(occasion: Occasion, points: Mapping[int, ShownPoint], today: dt.date) -> OccasionRow:
    contact = occasion.contact
    return OccasionRow(
        id=contact.id,
        subject=contact.subject,
        kind_label=kind_label(contact.kind, contact.direction),
        date_label=format_plain_date(contact.plain_date),
        url=_page_of(contact),
        references=_references(contact),
        is_session=is_session(contact),
        is_restricted=contact.is_restricted,
        status=contact.status,
        witnesses=[_witness_row(witness) for witness in occasion.witnesses],
        points=[points[number] for number in occasion.point_ids if number in points],
        point_count=contact.point_count,
        undertakings=[_undertaking_row(undertaking, today) for undertaking in occasion.undertakings],
        answered=[_letter_row(answer) for answer in occasion.answered],
    )


@dataclass(frozen=True)
class ContactToAdd:
    """A contact that may belong to the inquiry, and is added in one press."""

    id: int
    subject: str
    label: str
    url: str
    is_restricted: bool
    status: ContactStatus


def contacts_to_add(inquiry: Inquiry, *, reader: Reader) -> list[ContactToAdd]:
    return [
        ContactToAdd(each.id, each.subject, _label(each), _page_of(each), each.is_restricted, each.status)
        for each in list_contacts_to_add(inquiry.committee_id, reader=reader)
    ]


def is_session(contact: Contact) -> bool:
    return contact.kind is ContactKind.EVIDENCE_SESSION


def witness_words(witness: Witness) -> str:
    return whom_words(organisation=witness.organisation, person=witness.person, post=witness.post)


def _witness_row(witness: Witness) -> WitnessRow:
    return WitnessRow(witness.id, witness_words(witness), _page_of_whom(witness))


def _page_of_whom(witness: Witness) -> str:
    """The person's, else the post's, else the organisation's."""
    if witness.person_id is not None:
        return url_for("people.person", person_id=witness.person_id)
    if witness.post_id is not None:
        return url_for("posts.post", post_id=witness.post_id)
    return url_for("organisations.organisation", organisation_id=witness.organisation_id)


def _undertaking_row(undertaking: Undertaking, today: dt.date) -> UndertakingRow:
    commitment = undertaking.commitment
    still_due = None if commitment.status.is_settled else commitment.due_on
    return UndertakingRow(
        id=commitment.id,
        title=commitment.title,
        words=commitment.words,
        by_whom=_by_whom(commitment),
        due_on=commitment.due_on,
        due_words=relative_due(still_due, today) if still_due else "",
        is_overdue=is_overdue(commitment.due_on, commitment.status, today),
        is_settled=commitment.status.is_settled,
        status_label=commitment.status.label,
        since=undertaking.since,
        reason=undertaking.reason,
        answers=[_letter_row(answer) for answer in undertaking.answers],
    )


def _by_whom(commitment: Commitment) -> str:
    """Who promised it; of ours, whoever spoke for us."""
    named = whom_words(organisation=commitment.by_organisation, person=commitment.by_person, post=commitment.by_post)
    return named or (OURS if commitment.is_ours else "")


def _letter_row(answer: Answer) -> LetterRow:
    letter, due_on = answer.letter, answer.commitment.due_on
    return LetterRow(
        id=letter.id,
        label=_label(letter),
        url=_page_of(letter),
        references=_references(letter),
        deadline=deadline_words(due_on, letter.plain_date),
        is_late=due_on is not None and letter.plain_date.lies_after(due_on),
        commitment_id=answer.commitment.id,
        commitment_title=answer.commitment.title,
    )


def _label(contact: Contact) -> str:
    """'Letter out, 3 February 2021'."""
    return f"{kind_label(contact.kind, contact.direction)}, {format_plain_date(contact.plain_date)}"


def _references(contact: Contact) -> str:
    """'our reference ICO/1, their reference EX/2', as much of it as there is."""
    told = (("our reference", contact.our_reference), ("their reference", contact.their_reference))
    return ", ".join(f"{label} {reference}" for label, reference in told if reference)


def _page_of(contact: Contact) -> str:
    return url_for("contacts.contact", contact_id=contact.id)
