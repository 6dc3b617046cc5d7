"""What of the record lies around a workstream, an organisation or a stretch of the timeline."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from sqlalchemy import ColumnElement, Integer, ScalarSelect, TextClause, bindparam, func, not_, select

from app.contacts.models import Contact, ContactCommitment, ContactOrganisation
from app.contacts.rules import sort_key_floor
from app.contacts.visibility import LISTED_FOR_ALL, Reader, listed_for
from app.core.paging import COUNT_LIMIT, BoundedCount
from app.database import db
from app.partnership.commitments.queries import is_settled
from app.partnership.models import Forum
from app.prepared import PreparedSelect
from app.programme.models import Commitment, Output

FORUMS_SHOWN = 50
OUTPUTS_SHOWN = 200
LATELY = 200  # contacts of an organisation that are looked through, the newest

_CONTACT = Contact.__table__.c


_FORUMS = (
    select(Forum)
    .where(Forum.workstream_id == bindparam("workstream_id"), Forum.archived_at.is_(None))
    .order_by(Forum.name, Forum.id)
    .limit(FORUMS_SHOWN)
)


def list_forums_of(workstream_id: int) -> list[Forum]:
    """Those linked to the workstream, by name."""
    return list(db.session.scalars(_FORUMS, {"workstream_id": workstream_id}))


def list_outputs_published(first: dt.date, last: dt.date, *, limit: int = OUTPUTS_SHOWN) -> list[Output]:
    """Those published from one day to the other, both included, in that order."""
    return list(
        db.session.scalars(
            select(Output)
            .where(Output.published_on.between(first, last), Output.archived_at.is_(None))
            .order_by(Output.published_on, Output.id)
            .limit(limit)
        )
    )


def list_commitments_lately_about(organisation_id: int, *, reader: Reader, limit: int) -> list[tuple[int, str]]:
    """Those that still stand and that its newest contacts are about, the last spoken of first: number and title."""
    return [
        (number, title) for number, title in _lately_about(reader).rows(organisation_id=organisation_id, limit=limit)
    ]


@lru_cache(maxsize=512)
def _lately_about(reader: Reader) -> PreparedSelect:
    of_it = ContactOrganisation.__table__.c
    newest = (
        select(of_it.contact_id, of_it.sort_key)
        .where(of_it.organisation_id == bindparam("organisation_id", type_=Integer))
        .order_by(of_it.sort_key.desc())
        .limit(LATELY)
        .subquery()
    )
    commitment = Commitment.__table__.c
    about = (
        select(commitment.id, commitment.title)
        .select_from(newest)
        .join(ContactCommitment.__table__, ContactCommitment.__table__.c.contact_id == newest.c.contact_id)
        .join(Commitment.__table__, commitment.id == ContactCommitment.__table__.c.commitment_id)
        .join(Contact.__table__, _CONTACT.id == newest.c.contact_id)
        .where(listed_for(reader), commitment.archived_at.is_(None), not_(is_settled(commitment.status)))
    )
    last = func.max(newest.c.sort_key).desc()
    grouped = about.group_by(commitment.id, commitment.title).order_by(last, commitment.id)
    return PreparedSelect(grouped.limit(bindparam("limit", type_=Integer)))


def count_contacts_between(starts: Sequence[dt.date], *, reader: Reader) -> list[BoundedCount]:
    """How many contacts the reader finds from each day to the day before the next, as far as lists count.

    The open ones are counted first, in their own index: where there are too many of them, no other has to be looked at.
    """
    keys = [sort_key_floor(day) for day in starts]
    spans = list(pairwise(keys))
    found = _counted(None, spans)
    few = [place for place, count in enumerate(found) if count <= COUNT_LIMIT]
    for place, count in zip(few, _counted(reader, [spans[place] for place in few]), strict=True):
        found[place] = count
    return [BoundedCount.of(count) for count in found]


def _counted(reader: Reader | None, spans: Sequence[tuple[int, int]]) -> list[int]:
    if not spans:
        return []
    values = {f"lowest_{place}": lowest for place, (lowest, _below) in enumerate(spans)}
    values |= {f"below_{place}": below for place, (_lowest, below) in enumerate(spans)}
    return list(_counts(reader, len(spans)).rows(**values)[0])


# Built once for each number of months, since building it takes longer than running it.
@lru_cache(maxsize=512)
def _counts(reader: Reader | None, spans: int) -> PreparedSelect:
    is_listed = LISTED_FOR_ALL if reader is None else listed_for(reader)
    return PreparedSelect(select(*(_count(is_listed, place) for place in range(spans))))


def _count(is_listed: ColumnElement[bool] | TextClause, place: int) -> ScalarSelect[int]:
    key = _CONTACT.sort_key
    found = (
        select(key)
        .where(key >= bindparam(f"lowest_{place}"), key < bindparam(f"below_{place}"), is_listed)
        .limit(COUNT_LIMIT + 1)
        .subquery()
    )
    return select(func.count()).select_from(found).scalar_subquery()
