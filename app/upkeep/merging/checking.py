"""Why two records cannot be merged, in words that say what to do; and what the merge will meet."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true

from app.contacts.rhythm.models import Rhythm
from app.contacts.visibility import Reader
from app.database import db
from app.merges.models import STANDS, RecordMerge
from app.merges.rules import MergeState
from app.organisations.models import Organisation, RegulatoryMatter
from app.organisations.queries import comes_before, list_predecessors
from app.organisations.rules import PartnerGroup
from app.partnership.models import CommitteeUpdate, Inquiry
from app.programme.models import Commitment, Workstream
from app.upkeep.merging.journal import table_called
from app.upkeep.merging.references import ORGANISATION, REFERENCES, Reference, Solve


def problems_of(kind: str, survivor: Any, loser: Any, values: dict[str, Any]) -> list[str]:
    """Everything that stands in the way; `values` are what the survivor takes over."""
    if survivor.id == loser.id:
        return ["This is one record already. Choose another."]
    found = [*_of_archived(survivor, loser), *_of_other_merges(kind, survivor, loser)]
    if kind == ORGANISATION:
        found += [
            *_of_our_own(survivor, loser),
            *_of_succession(survivor, loser),
            *_of_parliament(survivor, loser, values),
        ]
    return found


def _of_archived(survivor: Any, loser: Any) -> Iterator[str]:
    for record in (survivor, loser):
        if record.archived_at is not None:
            yield f"{record.name} is archived. Restore it first."


def _of_other_merges(kind: str, survivor: Any, loser: Any) -> Iterator[str]:
    """One at a time, so that a journal tells of what it finds."""
    ids = (survivor.id, loser.id)
    under_way = RecordMerge.state.in_([MergeState.MERGING, MergeState.UNDOING])
    is_of_them = or_(RecordMerge.survivor_id.in_(ids), RecordMerge.loser_id.in_(ids))
    if db.session.scalar(select(exists().where(RecordMerge.kind == kind, under_way, is_of_them))):
        yield "Another merge with one of these two is still under way. Wait until it is done, then try again."


def _of_our_own(survivor: Organisation, loser: Organisation) -> Iterator[str]:
    if loser.is_own:
        yield f"{loser.name} is our own organisation. Merge the other one into it instead."
    if not survivor.is_own:
        return
    promised = or_(Commitment.by_organisation_id == loser.id, Commitment.to_organisation_id == loser.id)
    for model, refers, what in (
        (Workstream, Workstream.lead_id == loser.id, "leads a workstream, which our own organisation never does"),
        (RegulatoryMatter, RegulatoryMatter.organisation_id == loser.id, "has a regulatory matter with us"),
        (Rhythm, Rhythm.organisation_id == loser.id, "has an intended rhythm"),
        (Commitment, promised, "has made a commitment or was made one"),
    ):
        if db.session.scalar(select(exists(select(model.id).where(refers)))):
            yield f"{loser.name} {what}. It cannot become our own organisation until that is put right."


def _of_succession(survivor: Organisation, loser: Organisation) -> Iterator[str]:
    """A body that comes between the two would come before and after the one that they become."""
    for one, other in ((survivor, loser), (loser, survivor)):
        for between in list_predecessors(other.id):
            if between.id != one.id and comes_before(one.id, between.id):
                yield f"{between.name} comes after {one.name} and before {other.name}. Take one of the two out first."


def _of_parliament(survivor: Organisation, loser: Organisation, values: dict[str, Any]) -> Iterator[str]:
    if values.get("partner_group", survivor.partner_group) is PartnerGroup.PARLIAMENT:
        return
    for model, what in ((Inquiry, "inquiries"), (CommitteeUpdate, "updates")):
        if db.session.scalar(select(exists().where(model.committee_id.in_((survivor.id, loser.id))))):
            yield f"There are {what} of one of the two. Keep the partner group “{PartnerGroup.PARLIAMENT.label}”."


@dataclass(frozen=True)
class WhatMoves:
    """Of one reference: how many move and how many of them meet one that says the same; unknown to some readers."""

    reference: Reference
    count: int | None
    meets: int | None


def what_moves(kind: str, survivor_id: int, loser_id: int, *, reader: Reader) -> list[WhatMoves]:
    """Exactly, but for what hangs on contacts of which the reader may not read all: of that no figure is told."""
    found = []
    for reference in REFERENCES[kind]:
        if reference.hangs_on_contact and not reader.may_read_restricted:
            found.append(WhatMoves(reference, None, None))
            continue
        table = table_called(reference.table)
        of_loser = table.c[reference.column] == loser_id
        count = db.session.scalar(select(func.count()).select_from(table).where(of_loser)) or 0
        if count:
            meets = _count_meeting(reference, survivor_id, of_loser) if reference.may_meet else 0
            found.append(WhatMoves(reference, count, meets))
    return found


def _count_meeting(reference: Reference, survivor_id: int, of_loser: ColumnElement[bool]) -> int:
    table = table_called(reference.table)
    other = table.alias("of_survivor")
    alike = and_(true(), *(other.c[name].is_not_distinct_from(table.c[name]) for name in reference.same))
    if reference.solve is Solve.ONE_SPAN:
        alike = and_(alike, _overlap(table, other))
    meets = exists().where(other.c[reference.column] == survivor_id, alike)
    return db.session.scalar(select(func.count()).select_from(table).where(of_loser, meets)) or 0


def _overlap(one: Any, other: Any) -> ColumnElement[bool]:
    return and_(
        or_(one.c.started_on.is_(None), other.c.ended_on.is_(None), one.c.started_on <= other.c.ended_on),
        or_(other.c.started_on.is_(None), one.c.ended_on.is_(None), other.c.started_on <= one.c.ended_on),
    )


def count_rows(kind: str, loser_id: int) -> int:
    """How many rows refer to it."""
    counts = (
        select(func.count())
        .select_from(table_called(each.table))
        .where(table_called(each.table).c[each.column] == loser_id)
        for each in REFERENCES[kind]
    )
    return sum(db.session.scalar(count) or 0 for count in counts)


def is_merged(kind: str, number: int) -> bool:
    return bool(
        db.session.scalar(select(exists().where(RecordMerge.kind == kind, RecordMerge.loser_id == number, STANDS)))
    )
