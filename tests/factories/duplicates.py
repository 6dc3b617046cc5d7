"""What may be one and what was merged, for tests, as bare rows."""

from typing import Any

from app.database import utc_now
from app.merges.models import LikelyPair, RecordMerge
from app.merges.rules import MergeState
from app.organisations.models import Organisation
from tests.factories.contacts import make_organisation
from tests.factories.partnership import added


def make_pair(one: Any, other: Any, **fields: Any) -> LikelyPair:
    first, second = sorted((one.id, other.id))
    values = {"strength": 90, "reasons": ["the same name"], **fields}
    return added(LikelyPair(kind=one.__tablename__, first_id=first, second_id=second, **values))


def make_merge(loser: Any, survivor: Any, **fields: Any) -> RecordMerge:
    """Done, and nothing was there to move."""
    values = {"survivor_name": survivor.name, "loser_name": loser.name, "state": MergeState.MERGED, **fields}
    kind = survivor.__tablename__
    return added(RecordMerge(kind=kind, survivor_id=survivor.id, loser_id=loser.id, **values))


def make_duplicates(organisation: Organisation) -> dict[str, Any]:
    """A pair and a merge with the organisation, by the names that addresses have for them."""
    other = make_organisation("Example County Council, again")
    merged = make_organisation("Former Council", archived_at=utc_now(), archived_reason="Merged")
    return {
        "kind": "organisation",
        "record_id": organisation.id,
        "other_id": other.id,
        "pair_id": make_pair(organisation, other).id,
        "merge_id": make_merge(merged, organisation).id,
    }
