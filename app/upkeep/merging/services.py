"""Merging one record into another, at once where it is little and in the background where it is much."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.accounts.models import Colleague
from app.accounts.rules import Permission
from app.audit.rules import Action, Actor, FieldChange, differences
from app.audit.services import record
from app.contacts.tallies.facts import sides_of
from app.core.errors import Conflict, NotPermitted
from app.database import db
from app.jobs.models import Job
from app.jobs.services import enqueue
from app.merges.models import RecordMerge
from app.merges.rules import MergeState, MoveKind
from app.names.rules import fold, match_key
from app.names.services import NamedThing, index_names
from app.organisations.models import Organisation, OrganisationAlias
from app.organisations.queries import is_above
from app.programme.models import Workstream, WorkstreamSupporter
from app.upkeep.merging.applying import VERSION, change_rows, remove_rows
from app.upkeep.merging.checking import count_rows, problems_of
from app.upkeep.merging.fields import describe, get_record, names_of, values_to_take
from app.upkeep.merging.journal import ALIAS, Move, count_moves, table_called, write_moves
from app.upkeep.merging.known import insist_that_all_is_known
from app.upkeep.merging.moving import move_some
from app.upkeep.merging.references import ORGANISATION
from app.upkeep.reindex import after_organisation_changed, after_person_changed
from app.versions import hold

AT_ONCE = 500  # rows that one request moves
BATCH = 250
MERGE_JOB, UNDO_JOB = "merge", "undo_merge"
ALIAS_LIMIT = 300
_FOUND_BY = frozenset({"name", "abbreviation", "partner_group", "sector_id"})


@dataclass(frozen=True)
class Versions:
    """Of the two as they were looked at."""

    survivor: int
    loser: int


def merge_records(
    *,
    kind: str,
    survivor_id: int,
    loser_id: int,
    choices: Mapping[str, str],
    versions: Versions,
    actor: Colleague,
    now: dt.datetime,
) -> tuple[RecordMerge, Job | None]:
    """Merge, and where there is much to move, the job that moves it. The survivor stands for the other from now on.

    `choices` say whose each field is, by its name. Raises NotFound, NotPermitted, StaleVersion, and Conflict in words.
    """
    if not actor.may(Permission.MERGE_RECORDS):
        raise NotPermitted
    survivor, loser = get_record(kind, survivor_id), get_record(kind, loser_id)
    for each, version in sorted([(survivor, versions.survivor), (loser, versions.loser)], key=lambda pair: pair[0].id):
        hold(each, version)
    values = values_to_take(survivor, loser, choices)
    if problems := problems_of(kind, survivor, loser, values):
        raise Conflict(" ".join(problems))
    insist_that_all_is_known(kind)
    merge = _begin(kind, survivor, loser, values, actor, now)
    if is_done_at_once(count_rows(kind, loser_id), actor):
        while move_some(merge, limit=AT_ONCE):
            pass
        finish(merge)
        return merge, None
    return merge, in_background(MERGE_JOB, merge, actor=actor, now=now)


def is_done_at_once(rows: int, actor: Colleague) -> bool:
    """Never for whoever may not read all contacts, and could tell from it that there are more than they may read."""
    return rows <= AT_ONCE and actor.may_read_restricted


def _begin(kind: str, survivor: Any, loser: Any, values: dict[str, Any], actor: Actor, now: dt.datetime) -> RecordMerge:
    merge = RecordMerge(
        kind=kind,
        survivor_id=survivor.id,
        loser_id=loser.id,
        survivor_name=survivor.name,
        loser_name=loser.name,
        merged_at=now,
        merged_by_id=actor.id,
    )
    db.session.add(merge)
    db.session.flush()
    before, names = describe(survivor), [*names_of(survivor), *names_of(loser)]
    were = sides_of(survivor) if kind == ORGANISATION else None
    if kind == ORGANISATION and is_above(loser.id, survivor.id):
        values = {**values, "parent_id": loser.parent_id}  # it was part of what it now is
    _write(merge, survivor, values)
    _write(merge, loser, {"archived_at": now, "archived_reason": f"Merged into {merge.survivor_name}."[:500]})
    if kind == ORGANISATION:
        _add_aliases(merge, survivor, names)
    db.session.expire_all()
    keep_names(survivor, loser)
    tell(merge, actor, Action.MERGED, differences(before, describe(survivor)))
    if were is not None and _FOUND_BY & values.keys():
        after_organisation_changed(survivor, were=were)
    elif "name" in values:
        after_person_changed(survivor.id)
    return merge


def _write(merge: RecordMerge, on: Any, values: dict[str, Any]) -> None:
    """Over the record's own row, with the next version, so that a form that was open at it is told."""
    new = {name: value for name, value in values.items() if getattr(on, name) != value}
    if not new:
        return
    new[VERSION] = on.version + 1
    old = {name: getattr(on, name) for name in new}
    moves = [Move(table_called(merge.kind), MoveKind.CHANGED, {"id": on.id}, old, new)]
    change_rows(moves)
    write_moves(merge, moves)


def _add_aliases(merge: RecordMerge, survivor: Organisation, names: list[str]) -> None:
    """Whatever either was called and the survivor is not called any more."""
    db.session.expire(survivor)
    known = {fold(name) for name in names_of(survivor)}
    of_loser = select(OrganisationAlias.name).where(OrganisationAlias.organisation_id == merge.loser_id)
    known |= {fold(name) for name in db.session.scalars(of_loser)}  # these move by themselves
    for name in names:
        if fold(name) not in known:
            known.add(fold(name))
            key = match_key(name)[:ALIAS_LIMIT]
            alias = OrganisationAlias(organisation_id=survivor.id, name=name[:ALIAS_LIMIT], match_key=key)
            db.session.add(alias)
            db.session.flush()
            write_moves(merge, [Move(table_called(ALIAS), MoveKind.ADDED, {"id": alias.id})])


def keep_names(*records: Any) -> None:
    """Have each found by what it is called now."""
    for each in records:
        kind = each.__tablename__
        index_names(NamedThing(kind, each.id, names_of(each), each.archived_at is not None))


def tell(merge: RecordMerge, actor: Actor, action: Action, changes: list[FieldChange]) -> None:
    """An entry on both sides."""
    merged = action is Action.MERGED
    with_, into = ("", merge.loser_name), ("", merge.survivor_name)
    for number, name, label, (old, new), more in (
        (merge.survivor_id, merge.survivor_name, "Merged with", with_ if merged else with_[::-1], changes),
        (merge.loser_id, merge.loser_name, "Merged into", into if merged else into[::-1], []),
    ):
        record(
            actor=actor,
            action=action,
            subject_kind=merge.kind,
            subject_id=number,
            subject_label=name,
            changes=[FieldChange(label, old, new), *more],
        )


def finish(merge: RecordMerge) -> None:
    """Once nothing refers to the loser any more, whoever was about to save what did."""
    model = table_called(merge.kind)
    db.session.execute(select(model.c.id).where(model.c.id == merge.loser_id).with_for_update())
    while move_some(merge, limit=BATCH):
        pass
    if merge.kind == ORGANISATION:
        _drop_support_of_leads(merge)
    keep_names(get_record(merge.kind, merge.survivor_id))  # other names have moved to it
    merge.state = MergeState.MERGED
    db.session.flush()


def _drop_support_of_leads(merge: RecordMerge) -> None:
    """Whoever leads a workstream does not support it too."""
    table = table_called("workstream_supporter")
    led = select(Workstream.id).where(Workstream.lead_id == merge.survivor_id)
    rows = db.session.execute(
        select(table).where(
            WorkstreamSupporter.organisation_id == merge.survivor_id, WorkstreamSupporter.workstream_id.in_(led)
        )
    ).mappings()
    moves = [Move(table, MoveKind.REMOVED, dict(row), dict(row)) for row in rows]
    remove_rows(table, [move.key for move in moves])
    write_moves(merge, moves)


def in_background(kind: str, merge: RecordMerge, *, actor: Colleague, now: dt.datetime) -> Job:
    """How much there is to do is told to whoever may read all contacts alone."""
    title = f"Merge {merge.loser_name} into {merge.survivor_name}"
    count = count_rows(merge.kind, merge.loser_id) if kind == MERGE_JOB else count_moves(merge)
    return enqueue(
        kind=kind,
        colleague=actor,
        title=title if kind == MERGE_JOB else f"Make two of {merge.survivor_name} and {merge.loser_name} again",
        parameters={"merge_id": merge.id, "tells_size": actor.may_read_restricted},
        now=now,
        total_count=count if actor.may_read_restricted else None,
    )
