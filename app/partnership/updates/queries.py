"""Reads of updates."""

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.contacts.models import Contact
from app.contacts.visibility import Reader, readable_by
from app.core.errors import NotFound
from app.core.paging import Page
from app.database import db
from app.partnership.models import CommitteeUpdate, UpdateEvidence, UpdateSentence
from app.partnership.updates.record.open_only import is_told, may_be_told
from app.partnership.updates.rules import EvidenceKind
from app.points.models import Point

KIND = "update"
PAGE_SIZE = 25


def list_updates(
    *, is_archived: bool = False, before: int | None = None, size: int = PAGE_SIZE
) -> Page[CommitteeUpdate]:
    """The newest first, with their committees and authors; the cursor is the last one's number."""
    query = select(CommitteeUpdate).options(joinedload(CommitteeUpdate.committee), joinedload(CommitteeUpdate.author))
    archived = CommitteeUpdate.archived_at
    query = query.where(archived.is_not(None) if is_archived else archived.is_(None))
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


def find_letter(update: CommitteeUpdate, *, reader: Reader) -> int | None:
    """The number of the contact that it became as a letter; None where there is none that the reader may read."""
    return db.session.scalar(select(Contact.id).where(Contact.id == update.letter_id, readable_by(reader)))


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
    """Which of the contacts and points that an update rests on may be told of still."""

    contacts: frozenset[int]
    points: frozenset[int]
    withheld: frozenset[int]  # the sentences that rest on any that may not: restricted, archived or gone since

    def has(self, kind: str, record_id: int | None) -> bool:
        """Whether a piece of evidence may be named; those of other kinds always may."""
        known = {EvidenceKind.CONTACT.value: self.contacts, EvidenceKind.POINT.value: self.points}.get(kind)
        return known is None or record_id in known


def read_still_told(update_id: int) -> StillTold:
    """What was open when the update was composed may have been restricted since."""
    of_update = UpdateSentence.update_id == update_id
    rows = db.session.execute(
        select(UpdateEvidence.sentence_id, UpdateEvidence.kind, UpdateEvidence.record_id)
        .join(UpdateSentence, UpdateSentence.id == UpdateEvidence.sentence_id)
        .where(of_update, UpdateEvidence.kind.in_([EvidenceKind.CONTACT.value, EvidenceKind.POINT.value]))
    ).all()
    named = {kind: [number for _sentence, each, number in rows if each == kind.value] for kind in EvidenceKind}
    contacts = select(Contact.id).where(Contact.id.in_(named[EvidenceKind.CONTACT]), is_told())
    points = select(Point.id).join(Contact, Contact.id == Point.contact_id, isouter=True)
    points = points.where(Point.id.in_(named[EvidenceKind.POINT]), may_be_told())
    told = StillTold(frozenset(db.session.scalars(contacts)), frozenset(db.session.scalars(points)), frozenset())
    withheld = frozenset(sentence_id for sentence_id, kind, number in rows if not told.has(kind, number))
    return replace(told, withheld=withheld)
