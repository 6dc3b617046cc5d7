"""Commitments stand again where they stood without the sample."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select, update

from app.contacts.models import Contact
from app.database import db
from app.partnership.models import UpdateEvidence
from app.partnership.updates.rules import EvidenceKind
from app.programme.models import Commitment, CommitmentStatusChange, Output
from app.programme.rules import CommitmentStatus

_CHANGE = CommitmentStatusChange
_OF_A_CONTACT = _CHANGE.evidence_contact_id.in_(select(Contact.id).where(Contact.is_sample))
_OF_AN_OUTPUT = _CHANGE.evidence_output_id.in_(select(Output.id).where(Output.is_sample))


def take_back_statuses() -> None:
    """Take back the changes that nothing but the sample shows; of the others, only what the sample shows of them."""
    shown_otherwise = (
        _has(_CHANGE.evidence_contact_id, _OF_A_CONTACT),
        _has(_CHANGE.evidence_output_id, _OF_AN_OUTPUT),
        _CHANGE.evidence_link != "",
        _CHANGE.evidence_document != "",
    )
    gone = db.session.scalars(select(_CHANGE.id).where(or_(_OF_A_CONTACT, _OF_AN_OUTPUT), ~or_(*shown_otherwise))).all()
    _stand_as_before(gone)
    in_updates = (UpdateEvidence.kind == EvidenceKind.STATUS_CHANGE.value, UpdateEvidence.record_id.in_(gone))
    db.session.execute(delete(UpdateEvidence).where(*in_updates))
    db.session.execute(delete(_CHANGE).where(_CHANGE.id.in_(gone)))
    db.session.execute(update(_CHANGE).where(_OF_A_CONTACT).values(evidence_contact_id=None))
    db.session.execute(update(_CHANGE).where(_OF_AN_OUTPUT).values(evidence_output_id=None))


def _has(column: Any, is_of_sample: ColumnElement[bool]) -> ColumnElement[bool]:
    has: ColumnElement[bool] = column.is_not(None) & ~is_of_sample
    return has


def _stand_as_before(gone: Sequence[int]) -> None:
    """By the last of the changes that stay, and open without any."""
    commitments = db.session.scalars(select(Commitment).where(Commitment.status_change_id.in_(gone)))
    for commitment in commitments.all():
        last = select(func.max(_CHANGE.id)).where(_CHANGE.commitment_id == commitment.id, _CHANGE.id.not_in(gone))
        change = db.session.scalar(select(_CHANGE).where(_CHANGE.id == last.scalar_subquery()))
        commitment.status = change.status if change is not None else CommitmentStatus.OPEN
        commitment.status_change_id = change.id if change is not None else None
    db.session.flush()
