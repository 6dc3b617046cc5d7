"""Starting a change of many contacts, doing it and undoing it: a few at once, many in the background."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, select

from app.accounts.models import Colleague
from app.accounts.rules import Permission
from app.contacts.filters import ContactFilters
from app.contacts.visibility import Reader
from app.core.errors import Conflict, NotPermitted
from app.core.paging import describe_count
from app.database import db
from app.jobs.rules import JobState
from app.jobs.services import enqueue
from app.many.doing import do_batch, undo_batch
from app.many.models import ManyChange, ManyChangeContact
from app.many.rules import DONE_AT_ONCE, PREPARED_AT_ONCE, Change, Outcome, Stage
from app.many.selecting import add_next_that_match, add_those_ticked, filters_as_plain

PREPARE, DO, UNDO = "prepare_many", "change_many", "undo_many"
UNDO_KEPT = dt.timedelta(days=30)
FORGOTTEN_AT_ONCE = 2000


@dataclass(frozen=True)
class Selection:
    """The contacts that were ticked; or all that match the filters, and how many those were when they were counted."""

    contact_ids: Sequence[int] = ()
    filters: ContactFilters = field(default_factory=ContactFilters)
    count: int = 0


def prepare_change(
    *, change: Change, words: str, selection: Selection, actor: Colleague, now: dt.datetime
) -> ManyChange:
    """Fix which contacts it is, and find out what would become of each. Nothing is changed yet.

    Raises NotPermitted.
    """
    insist_on_permission(actor)
    many = ManyChange(
        colleague_id=actor.id,
        kind=change.kind,
        words=words[:300],
        change=change.as_plain(),
        selection={} if selection.contact_ids else filters_as_plain(selection.filters),
        created_at=now,
    )
    db.session.add(many)
    db.session.flush()
    if selection.contact_ids:
        add_those_ticked(many, selection.contact_ids, reader=reader_of(actor))
        many.stage = Stage.PREPARED
    elif selection.count <= PREPARED_AT_ONCE:
        while add_next_that_match(many, reader=reader_of(actor)):
            pass
        many.stage = Stage.PREPARED
    else:
        _in_background(many, PREPARE, f"Find out what would change: {words}", actor, now, total=selection.count)
    db.session.flush()
    return many


def start_change(*, many: ManyChange, actor: Colleague, now: dt.datetime) -> None:
    """Do it as it was previewed, or go on with what was cancelled or failed. Twice is once. It is held."""
    insist_on_permission(actor)
    if many.stage is Stage.DOING and not _is_interrupted(many):
        return
    if many.stage not in (Stage.PREPARED, Stage.DOING):
        raise Conflict("This change cannot be made any more. Choose the contacts again.")
    many.stage = Stage.DOING
    to_change = many.count(Outcome.TO_CHANGE)
    if to_change <= DONE_AT_ONCE:
        do_batch(many, actor=actor, now=now, limit=DONE_AT_ONCE)
        end_doing(many, now=now)
    else:
        _in_background(many, DO, many.words, actor, now, total=to_change + many.count(Outcome.CHANGED))
    db.session.flush()


def undo_change_of_many(*, many: ManyChange, actor: Colleague, now: dt.datetime) -> None:
    """Take back all that was done. Twice is once. It is held."""
    insist_on_permission(actor)
    if many.stage is Stage.UNDONE or (many.stage is Stage.UNDOING and not _is_interrupted(many)):
        return
    is_half_done = many.stage in (Stage.DOING, Stage.UNDOING) and _is_interrupted(many)
    if many.stage is not Stage.DONE and not is_half_done:
        raise Conflict("Nothing of this change can be undone.")
    many.stage = Stage.UNDOING
    changed = many.count(Outcome.CHANGED)
    if changed <= DONE_AT_ONCE:
        undo_batch(many, actor=actor, limit=DONE_AT_ONCE)
        many.stage = Stage.UNDONE
    else:
        total = changed + many.count(Outcome.UNDONE, Outcome.LEFT)
        _in_background(many, UNDO, f"Undo: {many.words}", actor, now, total=total)
    db.session.flush()


def discard_change(*, many: ManyChange) -> None:
    """Leave it undone for good. It is held."""
    if many.stage is Stage.PREPARED or (many.stage is Stage.PREPARING and _is_interrupted(many)):
        many.stage = Stage.DISCARDED
        db.session.flush()


def end_doing(many: ManyChange, *, now: dt.datetime) -> None:
    many.stage, many.done_at = Stage.DONE, now
    db.session.flush()


def forget_old_changes(*, now: dt.datetime) -> int:
    """Forget some of what changes more than 30 days ago are undone by. How many rows; none when there are no more."""
    old = select(ManyChange.id).where(ManyChange.created_at < now - UNDO_KEPT)
    row = ManyChangeContact
    some = select(row.many_change_id, row.contact_id).where(row.many_change_id.in_(old)).limit(FORGOTTEN_AT_ONCE)
    numbers = db.session.execute(some).all()
    if not numbers:
        return len(db.session.scalars(delete(ManyChange).where(ManyChange.id.in_(old)).returning(ManyChange.id)).all())
    for many_change_id in {number for number, _contact_id in numbers}:
        of_it = [contact_id for number, contact_id in numbers if number == many_change_id]
        db.session.execute(delete(row).where(row.many_change_id == many_change_id, row.contact_id.in_(of_it)))
    return len(numbers)


def insist_on_permission(actor: Colleague) -> None:
    """Whoever may change many may read what is restricted too. Raises NotPermitted."""
    if not (actor.may(Permission.CHANGE_MANY) and actor.may_read_restricted):
        raise NotPermitted("Your role does not allow changing many contacts at once any more.")


def reader_of(actor: Colleague) -> Reader:
    return Reader(actor.id, actor.may_read_restricted)


def _is_interrupted(many: ManyChange) -> bool:
    """Whether its job ended before it was through; a job that was forgotten ended long ago."""
    return many.job is None or many.job.state in (JobState.CANCELLED, JobState.FAILED)


def _in_background(many: ManyChange, kind: str, title: str, actor: Colleague, now: dt.datetime, *, total: int) -> None:
    job = enqueue(
        kind=kind,
        colleague=actor,
        title=f"{title} ({describe_count(total, 'contact', 'contacts')})",
        parameters={"many_change_id": many.id, "total": total},
        now=now,
        total_count=total,
    )
    many.job_id = job.id
    db.session.flush()
    db.session.expire(many, ["job"])
