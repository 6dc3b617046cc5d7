"""What the form can say of a point raised, in plain values: to keep, to compare, and to say again."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from app.entry.details import NEW_ORGANISATION, NEW_PERSON, ParticipantKind, ParticipantRef, RaisedPoint
from app.entry.participants import Participants
from app.points.models import Point
from app.points.rules import BarrierNature, Disposition, PointKind
from app.points.services import Disposed, PointDetails

Row = dict[str, Any]

_SAID_LATER: Row = {"nature": None, "sector": None, "by": "", "themes": [], "same_as": None, "disposed": None}


def said_of_point(point: Point) -> Row:
    """What a saved point says, and what became of it, which no form says."""
    disposed_on = point.disposed_on.isoformat() if point.disposed_on else None
    return {
        "id": point.id,
        "kind": point.kind.value,
        "words": point.words,
        "nature": point.barrier_nature.value if point.barrier_nature else None,
        "sector": point.sector_id,
        "by": speaker_ref(point),
        "themes": sorted(theme.id for theme in point.themes),
        "same_as": point.same_as_id,
        "disposed": [point.disposition.value, point.answer, disposed_on],
    }


def said_in_form(point: PointDetails, known: Participants) -> Row:
    """What a point says that is not saved yet."""
    is_barrier = point.kind is PointKind.BARRIER
    return {
        "id": point.id,
        "kind": point.kind.value,
        "words": point.words,
        "nature": point.barrier_nature.value if point.barrier_nature and is_barrier else None,
        "sector": point.sector_id,
        "by": _by(point, known),
        "themes": sorted(set(point.theme_ids)),
        "same_as": point.same_as_id,
        "disposed": None,
    }


def point_details(row: Row, numbered_anew: Mapping[str, str]) -> RaisedPoint:
    """The point as a form says it again; whoever is new has the number given for theirs, or is not added."""
    is_new = row["by"].startswith((NEW_PERSON, NEW_ORGANISATION))
    return RaisedPoint(
        kind=PointKind(row["kind"]),
        words=row["words"],
        id=row["id"],
        barrier_nature=BarrierNature(row["nature"]) if row["nature"] else None,
        sector_id=row["sector"],
        by=numbered_anew.get(row["by"], "") if is_new else row["by"],
        theme_ids=row["themes"],
        same_as_id=row["same_as"],
        disposed=_disposed(row["disposed"]),
    )


def with_new_parts_of_points(rows: Iterable[Row]) -> list[Row]:
    return [{**_SAID_LATER, **row} for row in rows]


def speaker_ref(point: Point | PointDetails) -> str:
    """Whoever raised a point, as the form names them; empty where that is not said."""
    person_id, post_id, organisation_id = point.by_person_id, point.by_post_id, point.by_organisation_id
    if person_id is not None or post_id is not None:
        return str(ParticipantRef.of_the_day(person_id=person_id, post_id=post_id, organisation_id=organisation_id))
    return str(ParticipantRef(ParticipantKind.ORGANISATION, organisation_id)) if organisation_id is not None else ""


def _by(point: PointDetails, known: Participants) -> str:
    if not isinstance(point, RaisedPoint) or not point.by:
        return speaker_ref(point)
    ref = ParticipantRef.parse(point.by)
    there = known.known.get(ref) if ref is not None else None
    if there is None:
        return point.by
    if there.person_id is None and there.post_id is None:
        return str(ref)
    return str(ParticipantRef(ParticipantKind.ATTENDEE, attendee=there))


def _disposed(kept: list[Any] | None) -> Disposed | None:
    """None where nothing became of it yet. The output that it was taken into does not come back with it."""
    if kept is None or kept[0] == Disposition.NEW.value:
        return None
    word, answer, day = Disposition(kept[0]), kept[1] or "", kept[2]
    if word is Disposition.TAKEN_INTO_OUTPUT:
        return Disposed(Disposition.UNDER_CONSIDERATION, answer)
    return Disposed(word, answer, dt.date.fromisoformat(day) if day else None)
