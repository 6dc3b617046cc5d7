"""Forgetting what is told of records that are deleted: SQLite gives their numbers to others later."""

from collections.abc import Sequence

from sqlalchemy import delete, or_

from app.database import db
from app.merges.models import LikelyPair, RecordMerge


def forget_merges_of(kind: str, ids: Sequence[int]) -> None:
    """Merges with their journals, and pairs."""
    merge, pair = RecordMerge, LikelyPair
    of_them = or_(merge.survivor_id.in_(ids), merge.loser_id.in_(ids))
    db.session.execute(delete(merge).where(merge.kind == kind, of_them))
    named = or_(pair.first_id.in_(ids), pair.second_id.in_(ids))
    db.session.execute(delete(pair).where(pair.kind == kind, named))
