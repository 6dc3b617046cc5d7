"""Reads of updates."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.contacts.models import Contact
from app.contacts.visibility import Reader, readable_by
from app.core.errors import NotFound
from app.core.paging import Page
from app.database import db
from app.partnership.models import CommitteeUpdate, UpdateSentence
from app.partnership.rules import UpdateStatus
from app.partnership.updates.record.open_only import is_told, may_be_told
from app.partnership.updates.record.still_met import find_emptied
from app.partnership.updates.rules import EvidenceKind
from app.points.models import Point

KIND = "update"
PAGE_SIZE = 25


def list_updates(
    *,
    is_archived: bool = False,
    status: UpdateStatus | None = None,
    before: int | None = None,
    size: int = PAGE_SIZE,
) -> Page[CommitteeUpdate]:
    """The newest first, with their committees and authors; the cursor is the last one's number."""
    query = select(CommitteeUpdate).options(joinedload(CommitteeUpdate.committee), joinedload(CommitteeUpdate.author))
    archived = CommitteeUpdate.archived_at
    query = query.where(archived.is_not(None) if is_archived else archived.is_(None))
    if status is not None:
        query = query.where(CommitteeUpdate.status == status)
    if before is not None:
        query = query.where(CommitteeUpdate.id < before)
    found = list(db.session.scalars(query.order_by(CommitteeUpdate.id.desc()).limit(size + 1)))
    return Page(found[:size], found[size - 1].id if len(found) > size else None)


def get_update(update_id: int) -> CommitteeUpdate:
    """With its committee and its author. Raises NotFound."""
    found = db.session.get(
        CommitteeUpdate,
        update_id,
        options=[joinedload(CommitteeUpdate.committee), joinedload(CommitteeUpdate.author)],
    )
    if found is None:
        raise NotFound
    return found


def find_letter(update: CommitteeUpdate, *, reader: Reader) -> Contact | None:
    """The contact that it became as a letter; None where there is none that the reader may read."""
    return db.session.scalar(select(Contact).where(Contact.id == update.letter_id, readable_by(reader)))


def find_update_of_letter(contact_id: int) -> CommitteeUpdate | None:
    """The update that became this contact as a letter, if one did."""
    return db.session.scalar(select(CommitteeUpdate).where(CommitteeUpdate.letter_id == contact_id).limit(1))


def list_sentences(update_id: int) -> list[UpdateSentence]:
    """All of an update in the order of the letter, those that were left out among them."""
    query = select(UpdateSentence).where(UpdateSentence.update_id == update_id)
    order = (UpdateSentence.part_position, UpdateSentence.position, UpdateSentence.id)
    return list(db.session.scalars(query.order_by(*order)))


def get_sentence(update_id: int, sentence_id: int) -> UpdateSentence:
    """Raises NotFound, also for a sentence of another update."""
    found = db.session.get(UpdateSentence, sentence_id)
    if found is None or found.update_id != update_id:
        raise NotFound
    return found


@dataclass(frozen=True)
class StillTold:
    """What of that which an update rests on may be told of still."""

    contacts: frozenset[int]
    points: frozenset[int]
    emptied: frozenset[str]  # the lists of contacts with one who is named, in which none is left
    withheld: frozenset[int]  # the sentences that rest on what may not: restricted, archived or gone since

    def has(self, evidence: Mapping[str, Any]) -> bool:
        """Whether a piece of evidence may be named; what is neither a contact, a point nor such a list always may."""
        known = {EvidenceKind.CONTACT.value: self.contacts, EvidenceKind.POINT.value: self.points}.get(evidence["kind"])
        return evidence["address"] not in self.emptied if known is None else evidence["id"] in known


def read_still_told(update_id: int) -> StillTold:
    """What was open when the update was composed may have been restricted since."""
    query = select(UpdateSentence.id, UpdateSentence.evidence).where(UpdateSentence.update_id == update_id)
    rests_on: dict[int, list[dict[str, Any]]] = dict(db.session.execute(query).all())
    every = [each for evidence in rests_on.values() for each in evidence]
    contact_ids = {each["id"] for each in every if each["kind"] == EvidenceKind.CONTACT.value}
    point_ids = {each["id"] for each in every if each["kind"] == EvidenceKind.POINT.value}
    contacts = select(Contact.id).where(Contact.id.in_(contact_ids), is_told())
    points = select(Point.id).join(Contact, Contact.id == Point.contact_id, isouter=True)
    points = points.where(Point.id.in_(point_ids), may_be_told())
    told = StillTold(
        contacts=frozenset(db.session.scalars(contacts)),
        points=frozenset(db.session.scalars(points)),
        emptied=find_emptied({each["address"] for each in every if each["kind"] == EvidenceKind.LIST.value}),
        withheld=frozenset(),
    )
    withheld = (sentence_id for sentence_id, evidence in rests_on.items() if not all(map(told.has, evidence)))
    return replace(told, withheld=frozenset(withheld))
