"""Points that say the same: the first of them speaks for all, the others are its voices. Never a chain, never a ring.

A first is what everybody may read, or of the same contact as its voices: what many may read never hides behind what few
may. Whoever is not shown the first, say because its contact was archived, sees each voice as a point by itself.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased, joinedload

from app.audit.rules import Action, Actor, FieldChange
from app.audit.services import record
from app.contacts.models import Contact
from app.contacts.rules import Visibility
from app.contacts.visibility import Reader
from app.core.errors import Conflict
from app.database import db
from app.points.models import Point
from app.points.visibility import is_readable

SUBJECT_KIND = "point"
SAME_AS = "Says the same as"
ANOTHER = "Another point"  # not its words: that one's contact may be restricted one day, and this stays
VOICES_SHOWN = 200


def first_of(point: Point, *, reader: Reader) -> Point:
    """The one that speaks for the point: itself, or the first that it says the same as, if the reader may read that."""
    if point.same_as_id is None:
        return point
    first = db.session.scalar(select(Point).where(Point.id == point.same_as_id, is_readable(reader)))
    return first or point


def firsts_of(ids: Collection[int], *, reader: Reader) -> dict[int, int]:
    """Of these points, those that the reader may read, each with the number of the one that speaks for it."""
    if not ids:
        return {}
    rows = db.session.execute(select(Point.id, Point.same_as_id).where(Point.id.in_(ids), is_readable(reader))).all()
    above = {row.same_as_id for row in rows if row.same_as_id is not None}
    known = db.session.scalars(select(Point.id).where(Point.id.in_(above), is_readable(reader))) if above else ()
    readable = set(known)
    return {row.id: row.same_as_id if row.same_as_id in readable else row.id for row in rows}


def resolve_same_as(ids: Collection[int], *, reader: Reader) -> dict[int, int]:
    """What points of other contacts may name as saying the same: for each of these the first that it belongs to.

    Those that are gone, that the reader may not read or that fewer than all may read are left out.
    """
    if not ids:
        return {}
    first, of_first = aliased(Point), aliased(Contact)
    query = (
        select(Point.id, first.id)
        .join(first, first.id == func.coalesce(Point.same_as_id, Point.id))
        .outerjoin(of_first, of_first.id == first.contact_id)
        .where(Point.id.in_(ids), is_readable(reader), of_first.visibility.is_distinct_from(Visibility.RESTRICTED))
    )
    with db.session.no_autoflush:  # the contact may not be finished yet
        return dict(db.session.execute(query).all())


def list_voices(first: Point, *, reader: Reader) -> list[Point]:
    """The first itself and the others that say the same, as far as the reader may read them, the earliest first."""
    group = (Point.id == first.id) | (Point.same_as_id == first.id)
    query = select(Point).where(group, is_readable(reader)).order_by(Point.sort_key, Point.id).limit(VOICES_SHOWN)
    shown = joinedload(Point.by_organisation), joinedload(Point.by_person), joinedload(Point.by_post)
    return list(db.session.scalars(query.options(joinedload(Point.contact), *shown)))


@dataclass(frozen=True)
class Joined:
    """What was joined: the first, the point that became its voice, and the voices of that which the reader may read."""

    first: Point
    point: Point
    brought: Sequence[int]


def say_the_same(*, point: Point, same_as: Point, actor: Actor, reader: Reader) -> Joined:
    """Make the point, with its own voices, a voice of the first that `same_as` belongs to.

    The reader may read both. Raises Conflict where they are one already, or where fewer may read the first.
    """
    joining, first = first_of(point, reader=reader), first_of(same_as, reader=reader)
    if joining.id == first.id:
        raise Conflict("These two say the same already.")
    if not may_speak_for(first, joining):
        raise Conflict("The other was raised at a restricted contact, which fewer colleagues may read.")
    voices = _hold([first.id, joining.id], with_voices_of=joining.id)
    _let_stand(first)  # its own first is one that the reader is not shown
    for each in voices:
        _join(each, first.id, actor)
    db.session.flush()
    brought = firsts_of([each.id for each in voices if each.id not in (first.id, joining.id)], reader=reader)
    return Joined(first, joining, list(brought))


def take_apart(*, point: Point, actor: Actor, reader: Reader, brought: Collection[int] = ()) -> None:
    """Let a voice stand by itself again, as what became of it before; with the voices that it brought, if any.

    One that stands by itself already is left alone, and so are those brought that the reader may not read.
    """
    first_id = point.same_as_id
    if first_id is None:
        return
    readable = firsts_of(brought, reader=reader)
    for each in _hold([point.id, *readable], with_voices_of=point.id):
        if each.same_as_id == first_id and may_speak_for(point, each):
            _join(each, None if each.id == point.id else point.id, actor)
    db.session.flush()


def free_voices(points: Sequence[Point], contact: Contact) -> None:
    """Where points became restricted with their contact, let what speaks no more for others give way to the next.

    Voices of other contacts keep what became of themselves: what was answered to the first is for few to read now.
    """
    if not contact.is_restricted or not points:
        return
    of_others = (Point.same_as_id.in_([point.id for point in points]), Point.contact_id.is_distinct_from(contact.id))
    heirs: dict[int, int] = {}
    for voice in db.session.scalars(select(Point).where(*of_others).order_by(Point.sort_key, Point.id)):
        former = voice.same_as_id or 0
        voice.same_as_id = heirs.get(former)
        if not is_restricted(voice):
            heirs.setdefault(former, voice.id)
    db.session.flush()


def is_restricted(point: Point) -> bool:
    return point.contact is not None and point.contact.is_restricted


def may_speak_for(first: Point, other: Point) -> bool:
    return not is_restricted(first) or first.contact_id == other.contact_id


def _hold(ids: Sequence[int], *, with_voices_of: int) -> list[Point]:
    """The points as they are once nobody else is saving them, kept from others until the transaction ends."""
    query = (
        select(Point)
        .where(or_(Point.id.in_(ids), Point.same_as_id == with_voices_of))
        .order_by(Point.id)
        .with_for_update(of=Point)
    )
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def _let_stand(point: Point) -> None:
    point.same_as_id = None


def _join(point: Point, first_id: int | None, actor: Actor) -> None:
    if point.id == first_id or point.same_as_id == first_id:
        return
    was_a_voice, point.same_as_id = point.same_as_id is not None, first_id
    change = FieldChange(SAME_AS, ANOTHER if was_a_voice else "", ANOTHER if first_id is not None else "")
    record(
        actor=actor,
        action=Action.CHANGED,
        subject_kind=SUBJECT_KIND,
        subject_id=point.id,
        subject_label=point.words,
        contact_id=point.contact_id,
        changes=[change] if change.old != change.new else [],
    )
