"""An inquiry from top to bottom: sessions and letters, what was raised and undertaken there, and what answered it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from app.contacts.models import Contact
from app.contacts.rules import ContactStatus
from app.contacts.visibility import Reader, listed_for
from app.core.paging import COUNT_LIMIT, BoundedCount, Page
from app.database import db
from app.partnership.models import InquiryContact, UndertakingAnswer, Witness
from app.points.models import Point
from app.programme.models import Commitment, CommitmentStatusChange

CONTACTS_SHOWN = 20
EACH_SHOWN = 50  # witnesses, points, undertakings of one contact
T = TypeVar("T")


@dataclass(frozen=True)
class Answer:
    """A letter that answers an undertaking."""

    commitment: Commitment
    letter: Contact


@dataclass(frozen=True)
class Undertaking:
    """What was promised at a contact, the letters that answer it, and since when it stands where it does, and why."""

    commitment: Commitment
    answers: Sequence[Answer]
    since: dt.date | None
    reason: str


@dataclass
class Occasion:
    """A contact with what was said at it, and the undertakings that it answers."""

    contact: Contact
    witnesses: Sequence[Witness] = ()
    point_ids: Sequence[int] = ()
    undertakings: Sequence[Undertaking] = field(default_factory=list)
    answered: Sequence[Answer] = ()


def read_chain(
    inquiry_id: int, *, reader: Reader, after: int | None = None, size: int = CONTACTS_SHOWN
) -> Page[Occasion]:
    """The inquiry's contacts that the reader may read, in the order of their dates; the cursor is the last sort key."""
    query = select(Contact).join(InquiryContact, InquiryContact.contact_id == Contact.id)
    query = query.where(InquiryContact.inquiry_id == inquiry_id, listed_for(reader))
    if after is not None:
        query = query.where(InquiryContact.sort_key > after)
    found = list(db.session.scalars(query.order_by(InquiryContact.sort_key).limit(size + 1)))
    cursor = found[size - 1].sort_key if len(found) > size else None
    return Page(read_occasions(found[:size], reader=reader), cursor)


def count_contacts_of_inquiry(inquiry_id: int, *, reader: Reader) -> BoundedCount:
    query = select(Contact.id).join(InquiryContact, InquiryContact.contact_id == Contact.id)
    query = query.where(InquiryContact.inquiry_id == inquiry_id, listed_for(reader)).limit(COUNT_LIMIT + 1)
    return BoundedCount.of(db.session.scalar(select(func.count()).select_from(query.subquery())) or 0)


def read_occasions(contacts: Sequence[Contact], *, reader: Reader, with_points: bool = True) -> list[Occasion]:
    """The contacts, which the caller has found readable, each with the first of what hangs on it."""
    ids = [contact.id for contact in contacts]
    witnesses, points = _witnesses(ids), _points(ids if with_points else [])
    undertakings, answered = _undertakings(ids, reader), _answered(ids)
    return [
        Occasion(
            contact,
            witnesses[contact.id][:EACH_SHOWN],
            points[contact.id][:EACH_SHOWN],
            undertakings[contact.id][:EACH_SHOWN],
            answered[contact.id][:EACH_SHOWN],
        )
        for contact in contacts
    ]


def _witnesses(contact_ids: Collection[int]) -> dict[int, list[Witness]]:
    query = select(Witness).where(Witness.contact_id.in_(contact_ids)).order_by(Witness.id).limit(_most(contact_ids))
    query = query.options(joinedload(Witness.organisation), joinedload(Witness.person), joinedload(Witness.post))
    return _by_contact((witness.contact_id, witness) for witness in db.session.scalars(query))


def _points(contact_ids: Collection[int]) -> dict[int, list[int]]:
    if not contact_ids:
        return defaultdict(list)
    query = select(Point.contact_id, Point.id).where(Point.contact_id.in_(contact_ids))
    rows = db.session.execute(query.order_by(Point.position, Point.id).limit(_most(contact_ids)))
    return _by_contact((contact_id or 0, point_id) for contact_id, point_id in rows)


def _undertakings(contact_ids: Collection[int], reader: Reader) -> dict[int, list[Undertaking]]:
    query = (
        select(Commitment, CommitmentStatusChange)
        .outerjoin(CommitmentStatusChange, CommitmentStatusChange.id == Commitment.status_change_id)
        .where(Commitment.made_at_id.in_(contact_ids), Commitment.archived_at.is_(None))
        .options(
            joinedload(Commitment.by_organisation), joinedload(Commitment.by_post), joinedload(Commitment.by_person)
        )
        .order_by(Commitment.position, Commitment.title, Commitment.id)
        .limit(_most(contact_ids))
    )
    rows: Sequence[tuple[Commitment, CommitmentStatusChange | None]]
    rows = [(commitment, change) for commitment, change in db.session.execute(query)]
    answers = _answers([commitment.id for commitment, _change in rows], reader)
    # A reason may tell of the contact that shows it, so those who may not read that are not told it.
    told = _readable([change.evidence_contact_id for _commitment, change in rows if change is not None], reader)
    return _by_contact(
        (
            commitment.made_at_id or 0,
            Undertaking(
                commitment,
                answers[commitment.id],
                since=change.changed_on if change else None,
                reason=change.reason if change and change.evidence_contact_id in told else "",
            ),
        )
        for commitment, change in rows
    )


def _readable(contact_ids: Iterable[int | None], reader: Reader) -> set[int | None]:
    """Those that the reader may read, and None, which nobody is kept from."""
    ids = [contact_id for contact_id in contact_ids if contact_id is not None]
    if not ids:
        return {None}
    return {None, *db.session.scalars(select(Contact.id).where(Contact.id.in_(ids), listed_for(reader)))}


def _answers(commitment_ids: Collection[int], reader: Reader) -> dict[int, list[Answer]]:
    """The letters that answer each of them, as far as the reader may read them, in the order of their dates."""
    if not commitment_ids:
        return defaultdict(list)
    query = _answering().where(UndertakingAnswer.commitment_id.in_(commitment_ids), listed_for(reader))
    rows = db.session.execute(query.order_by(Contact.sort_key).limit(_most(commitment_ids)))
    return _by_contact((commitment.id, Answer(commitment, letter)) for commitment, letter in rows)


def _answered(contact_ids: Collection[int]) -> dict[int, list[Answer]]:
    query = _answering().where(UndertakingAnswer.contact_id.in_(contact_ids), Commitment.archived_at.is_(None))
    rows = db.session.execute(query.order_by(Commitment.position, Commitment.id).limit(_most(contact_ids)))
    return _by_contact((letter.id, Answer(commitment, letter)) for commitment, letter in rows)


def _answering() -> Select[Commitment, Contact]:
    """What is planned or cancelled answers nothing."""
    return (
        select(Commitment, Contact)
        .join(UndertakingAnswer, UndertakingAnswer.commitment_id == Commitment.id)
        .join(Contact, Contact.id == UndertakingAnswer.contact_id)
        .where(Contact.status == ContactStatus.HELD)
    )


def _most(ids: Collection[int]) -> int:
    return EACH_SHOWN * len(ids)


def _by_contact(pairs: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    grouped: dict[int, list[T]] = defaultdict(list)
    for number, each in pairs:
        grouped[number].append(each)
    return grouped
