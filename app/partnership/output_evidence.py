"""Saying what an output is built on: taking points and contacts into it, and out of it again."""

from collections.abc import Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import joinedload

from app.audit.rules import Action, Actor, FieldChange
from app.audit.services import record
from app.contacts.models import Contact
from app.contacts.visibility import Reader
from app.core.errors import Conflict, NotFound
from app.database import db
from app.partnership.models import OutputContact, OutputPoint
from app.partnership.wording import contact_words, point_words
from app.points.models import Point
from app.points.visibility import is_readable
from app.programme.models import Output

KIND = "output"
BUILT_ON = "Built on"
ARCHIVED_CONTACT = "The contact that this was raised at is archived. Restore it first."
MOST_AT_ONCE = 100


def add_points_to_output(*, output: Output, point_ids: Sequence[int], actor: Actor, reader: Reader) -> int:
    """Take the points into the output; how many were not in it yet.

    Raises NotFound where one of them is not there for the reader, and Conflict where its contact is archived.
    """
    wanted = list(dict.fromkeys(point_ids))[:MOST_AT_ONCE]
    points = _points(wanted, reader)
    if any(point.contact is not None and point.contact.archived_at is not None for point in points):
        raise Conflict(ARCHIVED_CONTACT)
    _hold(output)
    there = select(OutputPoint.point_id).where(OutputPoint.output_id == output.id, OutputPoint.point_id.in_(wanted))
    known = set(db.session.scalars(there))
    new = [point for point in points if point.id not in known]
    if new:
        db.session.execute(insert(OutputPoint), [{"output_id": output.id, "point_id": point.id} for point in new])
    for point in new:
        _record(output, FieldChange(BUILT_ON, "", point_words(point)), point.contact_id, actor)
    db.session.flush()
    return len(new)


def take_point_out_of_output(*, output: Output, point_id: int, actor: Actor, reader: Reader) -> Point:
    """Not in it is no error. Raises NotFound where there is no such point for the reader."""
    [point] = _points([point_id], reader)
    taken = db.session.scalars(
        delete(OutputPoint)
        .where(OutputPoint.output_id == output.id, OutputPoint.point_id == point_id)
        .returning(OutputPoint.point_id)
    ).all()
    if taken:
        _record(output, FieldChange(BUILT_ON, point_words(point), ""), point.contact_id, actor)
        db.session.flush()
    return point


def add_contact_to_output(*, output: Output, contact: Contact, actor: Actor) -> bool:
    """Whether it was not behind the output yet. The caller has checked that the actor may read the contact."""
    _hold(output)
    link = (output.id, contact.id)
    if db.session.get(OutputContact, link) is not None:
        return False
    db.session.add(OutputContact(output_id=output.id, contact_id=contact.id, sort_key=contact.sort_key))
    _record(output, FieldChange(BUILT_ON, "", contact_words(contact)), contact.id, actor)
    db.session.flush()
    return True


def take_contact_out_of_output(*, output: Output, contact: Contact, actor: Actor) -> None:
    """Not behind it is no error. The caller has checked that the actor may read the contact."""
    taken = db.session.scalars(
        delete(OutputContact)
        .where(OutputContact.output_id == output.id, OutputContact.contact_id == contact.id)
        .returning(OutputContact.contact_id)
    ).all()
    if taken:
        _record(output, FieldChange(BUILT_ON, contact_words(contact), ""), contact.id, actor)
        db.session.flush()


def _points(point_ids: Sequence[int], reader: Reader) -> list[Point]:
    """With their contacts. Raises NotFound where the reader may not read one of them, as where there is none."""
    query = select(Point).where(Point.id.in_(point_ids), is_readable(reader)).options(joinedload(Point.contact))
    points = list(db.session.scalars(query.order_by(Point.id)))
    if len(points) < len(point_ids):
        raise NotFound
    return points


def _hold(output: Output) -> None:
    """So that two who add the same at once do so one after the other."""
    db.session.execute(select(Output.id).where(Output.id == output.id).with_for_update())


def _record(output: Output, change: FieldChange, contact_id: int | None, actor: Actor) -> None:
    """What is said of a contact is for those who may read the contact."""
    record(
        actor=actor,
        action=Action.CHANGED,
        subject_kind=KIND,
        subject_id=output.id,
        subject_label=output.title,
        changes=[change],
        contact_id=contact_id,
    )
