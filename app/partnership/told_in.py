"""From a record to the sentences of updates that have it as evidence."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.orm import aliased

from app.contacts.models import Contact
from app.database import db
from app.partnership.models import CommitteeUpdate, UpdateEvidence, UpdateSentence
from app.partnership.rules import SentenceState, UpdateStatus
from app.partnership.updates.record.open_only import is_told, may_be_told
from app.partnership.updates.rules import EvidenceKind
from app.points.models import Point

SENTENCES_SHOWN = 20


class ToldIn(NamedTuple):
    """A sentence that tells of a record, and the update that it stands in."""

    sentence_id: int
    words: str
    part_heading: str
    update_id: int
    update_title: str
    status: UpdateStatus


def link_evidence(sentences: Sequence[UpdateSentence]) -> None:
    """Make the records of these sentences' evidence find them. Call when sentences were written, in that transaction.

    Evidence has a kind and an id; what has none, such as a mere link, leads nowhere from here.
    """
    db.session.flush()
    db.session.execute(delete(UpdateEvidence).where(UpdateEvidence.sentence_id.in_([each.id for each in sentences])))
    records = {
        (sentence.id, str(each["kind"]), int(each["id"]))
        for sentence in sentences
        for each in sentence.evidence
        if each.get("kind") and each.get("id")
    }
    db.session.add_all(
        UpdateEvidence(sentence_id=sentence_id, kind=kind, record_id=record_id)
        for sentence_id, kind, record_id in sorted(records)
    )
    db.session.flush()


def sentences_with_evidence(kind: str, record_id: int, *, limit: int = SENTENCES_SHOWN) -> list[ToldIn]:
    """Those of the newest updates first, in the order in which each update has them.

    What an author left out or a draft keeps back is told nowhere, and an archived update tells nothing.
    """
    query = (
        select(
            UpdateSentence.id,
            UpdateSentence.words,
            UpdateSentence.part_heading,
            CommitteeUpdate.id,
            CommitteeUpdate.title,
            CommitteeUpdate.status,
        )
        .join_from(UpdateEvidence, UpdateSentence, UpdateSentence.id == UpdateEvidence.sentence_id)
        .join(CommitteeUpdate, CommitteeUpdate.id == UpdateSentence.update_id)
        .where(
            UpdateEvidence.kind == kind,
            UpdateEvidence.record_id == record_id,
            UpdateSentence.state != SentenceState.LEFT_OUT,
            CommitteeUpdate.archived_at.is_(None),
            or_(CommitteeUpdate.status == UpdateStatus.FROZEN, ~_is_withheld()),
        )
        .order_by(CommitteeUpdate.id.desc(), UpdateSentence.part_position, UpdateSentence.position)
        .limit(limit)
    )
    return [ToldIn._make(row) for row in db.session.execute(query)]


def _is_withheld() -> ColumnElement[bool]:
    """Whether the sentence rests on anything that may not be told of any more, which its draft then keeps back."""
    rests = aliased(UpdateEvidence)
    contact = select(Contact.id).where(Contact.id == rests.record_id, is_told()).exists()
    point = (
        select(Point.id).join(Point.contact, isouter=True).where(Point.id == rests.record_id, may_be_told()).exists()
    )
    is_hidden = or_(
        and_(rests.kind == EvidenceKind.CONTACT.value, ~contact), and_(rests.kind == EvidenceKind.POINT.value, ~point)
    )
    return select(rests.sentence_id).where(rests.sentence_id == UpdateSentence.id, is_hidden).exists()
