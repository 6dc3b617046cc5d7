"""Saying how often we mean to be in contact, and taking that back."""

from sqlalchemy import ColumnElement, select

from app.accounts.models import Colleague
from app.accounts.rules import Permission
from app.audit.rules import Action, FieldChange
from app.audit.services import record
from app.contacts.rhythm.keeping import count_anew
from app.contacts.rhythm.models import Rhythm
from app.contacts.rhythm.rules import Interval
from app.contacts.tallies import keeping
from app.core.errors import Conflict, NotPermitted
from app.database import db
from app.organisations.models import Organisation
from app.people.models import Post

FIELD = "Intended rhythm"


def set_rhythm(*, of: Organisation | Post, interval: Interval | None, actor: Colleague) -> Interval | None:
    """Say it anew, or, with none, that there is no such intention. The interval that it had before.

    Raises NotPermitted, and Conflict for what is archived and for our own organisation.
    """
    if not actor.may(Permission.EDIT_DIRECTORY):
        raise NotPermitted
    if of.archived_at is not None:
        raise Conflict("This is archived. Restore it first.")
    if isinstance(of, Organisation) and of.is_own:
        raise Conflict("This is our own organisation. An interval is for others.")
    rhythm = _held(of)
    before = rhythm.interval if rhythm else None
    if before == interval:
        return before
    if interval is None:
        db.session.delete(rhythm)
    else:
        _write(rhythm or _of(of), interval)
    db.session.flush()
    _record(of, before, interval, actor)
    return before


def _held(of: Organisation | Post) -> Rhythm | None:
    """Once nobody else is setting the rhythm of this organisation or post."""
    model = type(of)
    db.session.execute(select(model.id).where(model.id == of.id).with_for_update())
    keeping.wait_for_savers()  # or one of them would miss the new rhythm, and be missed by it
    held = select(Rhythm).where(_is_of(of)).with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(held)


def _is_of(of: Organisation | Post) -> ColumnElement[bool]:
    return Rhythm.organisation_id == of.id if isinstance(of, Organisation) else Rhythm.post_id == of.id


def _of(of: Organisation | Post) -> Rhythm:
    return Rhythm(organisation_id=of.id) if isinstance(of, Organisation) else Rhythm(post_id=of.id)


def _write(rhythm: Rhythm, interval: Interval) -> None:
    rhythm.number, rhythm.unit = interval.number, interval.unit
    db.session.add(rhythm)
    db.session.flush()
    count_anew(db.session.connection(), [rhythm.id])


def _record(of: Organisation | Post, before: Interval | None, after: Interval | None, actor: Colleague) -> None:
    is_organisation = isinstance(of, Organisation)
    change = FieldChange(FIELD, before.words if before else "", after.words if after else "")
    record(
        actor=actor,
        action=Action.CHANGED,
        subject_kind="organisation" if is_organisation else "post",
        subject_id=of.id,
        subject_label=of.name if isinstance(of, Organisation) else of.title,
        changes=[change],
    )
    db.session.flush()
