"""Reads of the programme."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.errors import NotFound
from app.database import db
from app.programme.models import Commitment, Theme, Workstream


def list_workstreams(*, with_archived: bool = False) -> list[Workstream]:
    query = select(Workstream).order_by(Workstream.position, Workstream.name)
    if not with_archived:
        query = query.where(Workstream.archived_at.is_(None))
    return list(db.session.scalars(query))


def list_themes(*, with_archived: bool = False) -> list[Theme]:
    query = select(Theme).order_by(Theme.position, Theme.name)
    if not with_archived:
        query = query.where(Theme.archived_at.is_(None))
    return list(db.session.scalars(query))


def list_commitments(*, with_archived: bool = False) -> list[Commitment]:
    """In the order of the programme, with their owners and workstreams."""
    query = (
        select(Commitment)
        .order_by(Commitment.position, Commitment.title)
        .options(joinedload(Commitment.workstream), joinedload(Commitment.owner))
    )
    if not with_archived:
        query = query.where(Commitment.archived_at.is_(None))
    return list(db.session.scalars(query))


def get_commitment(commitment_id: int) -> Commitment:
    """With its owner and workstream. Raises NotFound."""
    commitment = db.session.scalar(
        select(Commitment)
        .where(Commitment.id == commitment_id)
        .options(joinedload(Commitment.workstream), joinedload(Commitment.owner))
    )
    if commitment is None:
        raise NotFound
    return commitment


def find_commitments(ids: Sequence[int]) -> dict[int, Commitment]:
    """Those of the ids that exist, archived ones included."""
    found = db.session.scalars(
        select(Commitment).where(Commitment.id.in_(ids)).options(joinedload(Commitment.workstream))
    )
    return {commitment.id: commitment for commitment in found}
