"""Taking a merge back: the journal backwards. What was linked to the survivor since stays with it."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import Table, func, insert, select

from app.accounts.models import Colleague
from app.accounts.rules import Permission
from app.audit.rules import Action, differences
from app.contacts.models import Attendee, ContactOrganisation
from app.contacts.queries import hold_contacts
from app.contacts.tallies.facts import Sides, sides_of
from app.core.errors import Conflict, NotPermitted
from app.database import db
from app.jobs.models import Job
from app.merges.models import RecordMerge
from app.merges.queries import find_merge
from app.merges.rules import REVERSIBLE_FOR, MergeState, MoveKind
from app.organisations.models import Organisation
from app.people.models import Person
from app.upkeep.merging.applying import change_rows_back, move_rows_back, put_rows_back, remove_rows
from app.upkeep.merging.fields import describe, get_record
from app.upkeep.merging.following import follow, prepare
from app.upkeep.merging.journal import Move, count_moves, forget_moves, read_first_moves, read_last_moves
from app.upkeep.merging.references import ORGANISATION
from app.upkeep.merging.services import AT_ONCE, UNDO_JOB, in_background, is_done_at_once, keep_names, tell
from app.upkeep.reindex import after_organisation_changed, after_person_changed

LINKS, RHYTHM = "contact_organisation", "rhythm"


def undo_merge(*, merge: RecordMerge, actor: Colleague, now: dt.datetime) -> Job | None:
    """Take it back, or where that is much, the job that does. Raises NotPermitted and Conflict in words."""
    if not actor.may(Permission.MERGE_RECORDS):
        raise NotPermitted
    db.session.refresh(merge, with_for_update=True)
    if why := why_not_undone(merge, now=now):
        raise Conflict(why)
    merge.state, merge.undone_at, merge.undone_by_id = MergeState.UNDOING, now, actor.id
    if not is_done_at_once(count_moves(merge), actor):
        return in_background(UNDO_JOB, merge, actor=actor, now=now)
    while undo_some(merge, limit=AT_ONCE):
        pass
    finish_undoing(merge, actor=actor)
    return None


def why_not_undone(merge: RecordMerge, *, now: dt.datetime) -> str:
    """Empty where it can be taken back."""
    if merge.state is MergeState.UNDONE:
        return "This merge was undone already."
    if merge.state.is_under_way:
        return "This merge is still under way. Wait until it is done."
    if now - merge.merged_at > REVERSIBLE_FOR:
        return "This was merged more than 30 days ago. It can no longer be undone."
    later = find_merge(merge.kind, merge.survivor_id)
    if later is not None:
        return f"{merge.survivor_name} was itself merged into {later.survivor_name} since. Undo that merge first."
    model = Organisation if merge.kind == ORGANISATION else Person
    ids = select(func.count()).where(model.id.in_((merge.survivor_id, merge.loser_id)))
    return "" if db.session.scalar(ids) == 2 else "One of the two records is not there any more."


def undo_some(merge: RecordMerge, *, limit: int) -> int:
    """Take back at most so many of the moves written last; how many they were, 0 once the two themselves are left."""
    last = read_last_moves(merge, limit=limit)
    _take_back(merge, last)
    return len(last)


def _take_back(merge: RecordMerge, last: Sequence[tuple[int, Move]]) -> None:
    were = _sides_now(merge)
    moves = [move for _number, move in last]
    rhythms = [move for move in moves if move.table.name == RHYTHM]
    left = _undo_each(merge, [move for move in moves if move.table.name != RHYTHM])
    _follow_fields(merge, moves, were)
    left += _undo_each(merge, rhythms)  # last: whoever moves one may wait for nobody any more
    forget_moves(number for number, _move in last)
    if left:
        merge.left_count += left
    db.session.flush()


def _undo_each(merge: RecordMerge, moves: Sequence[Move]) -> int:
    """Those on end that are of a kind together; how many stayed as they are."""
    alike = groupby(moves, _group_of)
    return sum(_undo(merge, table, what, list(some)) for (table, what, _column), some in alike)


def _group_of(move: Move) -> tuple[Table, MoveKind, str]:
    """What can be taken back together."""
    return move.table, move.what, ",".join(move.new) if move.what is MoveKind.MOVED else ""


def _undo(merge: RecordMerge, table: Table, what: MoveKind, moves: Sequence[Move]) -> int:
    """How many of them stayed as they are."""
    _hold_contacts(table, moves)
    if what is MoveKind.ADDED:
        remove_rows(table, [move.key for move in moves])
        return 0
    back = {MoveKind.MOVED: move_rows_back, MoveKind.REMOVED: put_rows_back, MoveKind.CHANGED: change_rows_back}
    left = set(back[what](moves))
    done = [move for place, move in enumerate(moves) if place not in left]
    if table.name == LINKS and what is not MoveKind.CHANGED:
        _link_who_came_since(merge, [move.contact_id for move in done if move.contact_id is not None])
    if done and what is not MoveKind.CHANGED:
        follow(table.name, _column_of(done[0]), done)
    return len(left)


def _column_of(move: Move) -> str:
    """The one that refers: of a moved row, what was written; of a removed one, what found it beside its handle."""
    return next(iter(move.old)) if move.what is MoveKind.MOVED else tuple(move.key)[-1]


def _hold_contacts(table: Table, moves: Sequence[Move]) -> None:
    ids = sorted({move.contact_id for move in moves if move.contact_id is not None})
    if ids:
        hold_contacts(ids)
    prepare(table.name, ids)


def _link_who_came_since(merge: RecordMerge, contact_ids: Sequence[int]) -> None:
    """Somebody of the survivor who was added since keeps it at the contact, where its link goes back to the other."""
    link = ContactOrganisation
    linked = select(link.contact_id).where(
        link.contact_id == Attendee.contact_id, link.organisation_id == merge.survivor_id
    )
    others = select(func.coalesce(func.max(link.position), 0) + 1).where(link.contact_id == Attendee.contact_id)
    lacking = (
        select(Attendee.contact_id, Attendee.sort_key, others.scalar_subquery())
        .distinct()
        .where(Attendee.contact_id.in_(contact_ids), Attendee.organisation_id == merge.survivor_id, ~linked.exists())
    )
    rows = [
        {"contact_id": number, "sort_key": key, "organisation_id": merge.survivor_id, "position": last}
        for number, key, last in db.session.execute(lacking)
    ]
    if rows:
        db.session.execute(insert(link), rows)


def _sides_now(merge: RecordMerge) -> Sides | None:
    return sides_of(get_record(merge.kind, merge.survivor_id)) if merge.kind == ORGANISATION else None


def _follow_fields(merge: RecordMerge, moves: Sequence[Move], were: Sides | None) -> None:
    """Where the survivor is called or filed otherwise again, its contacts are found so."""
    of_it = [move for move in moves if move.table.name == merge.kind and move.key == {"id": merge.survivor_id}]
    if not any(move.what is MoveKind.CHANGED for move in of_it):
        return
    db.session.expire_all()
    if were is not None:
        after_organisation_changed(get_record(merge.kind, merge.survivor_id), were=were)
    else:
        after_person_changed(merge.survivor_id)


def finish_undoing(merge: RecordMerge, *, actor: Colleague) -> int:
    """Take back what the two themselves said, all at once, so that one entry tells of it; how many moves they were."""
    db.session.expire_all()
    said, first = describe(get_record(merge.kind, merge.survivor_id)), read_first_moves(merge)
    _take_back(merge, first)
    db.session.expire_all()
    merge.state = MergeState.UNDONE
    survivor = get_record(merge.kind, merge.survivor_id)
    keep_names(survivor, get_record(merge.kind, merge.loser_id))
    tell(merge, actor, Action.UNMERGED, differences(said, describe(survivor)))
    db.session.flush()
    return len(first)
