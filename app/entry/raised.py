"""The points that a form says were raised, as they are written: by whom, and which of them were raised before."""

from collections.abc import Mapping
from dataclasses import replace

from app.contacts.models import Contact
from app.contacts.services import AttendeeOfTheDay
from app.contacts.visibility import Reader
from app.entry.details import NEW_ORGANISATION, NEW_PERSON, ContactDetails, ParticipantRef, RaisedPoint
from app.entry.participants import Participants
from app.entry.queries import describe_participants
from app.entry.said import Said
from app.points.groups import resolve_same_as
from app.points.queries import raised_before_at
from app.points.services import PointDetails

NOBODY = AttendeeOfTheDay()


def points_to_write(
    details: ContactDetails, participants: Participants, *, reader: Reader, contact: Contact | None = None
) -> list[PointDetails]:
    """The points of the form; those of `contact`, which it changes, keep what the reader cannot see."""
    if not details.points:
        return []
    before = raised_before_at(contact.id) if contact is not None else {}
    wanted = {point.same_as_id for point in details.points if point.same_as_id is not None}
    firsts = resolve_same_as({*wanted, *before.values()}, reader=reader)
    points = [_with_first(point, firsts, before.get(point.id or 0)) for point in details.points]
    return [_with_speaker(point, participants) for point in _without_rings(points)]


def as_seen_by(reader: Reader, said: Said) -> Said:
    """A version as its form shows it to the reader: without what points repeat that the reader cannot see."""
    repeated = {row["same_as"] for row in said["points"]} - {None}
    unseen = repeated - resolve_same_as(repeated, reader=reader).keys()
    if not unseen:
        return said
    points = [{**row, "same_as": None} if row["same_as"] in unseen else row for row in said["points"]]
    return {**said, "points": points}


def _with_first(point: PointDetails, firsts: Mapping[int, int], before: int | None) -> PointDetails:
    """Of the first of those that say the same. What the form could not show stays, unless another was chosen."""
    first = firsts.get(point.same_as_id) if point.same_as_id is not None else None
    if first is None and before is not None and before not in firsts:
        first = before
    return replace(point, same_as_id=first if first != point.id else None)


def _without_rings(points: list[PointDetails]) -> list[PointDetails]:
    """A point of this form that says the same as another is the first of none."""
    leads = {point.id: point.same_as_id for point in points if point.id is not None}
    settled: list[PointDetails] = []
    for point in points:
        first = leads.get(point.same_as_id or 0) or point.same_as_id
        if first == point.id:
            first = None
        if point.id is not None:
            leads[point.id] = first
        settled.append(replace(point, same_as_id=first))
    return settled


def _with_speaker(point: PointDetails, participants: Participants) -> PointDetails:
    if not isinstance(point, RaisedPoint) or not point.by:
        return point
    there = _speaker(point.by, participants)
    return replace(
        point,
        by="",
        by_person_id=there.person_id,
        by_post_id=there.post_id,
        by_organisation_id=there.organisation_id,
    )


def _speaker(by: str, participants: Participants) -> AttendeeOfTheDay:
    for prefix, new in ((NEW_PERSON, participants.new_people), (NEW_ORGANISATION, participants.new_organisations)):
        if by.startswith(prefix):
            return new[int(by.removeprefix(prefix))]
    ref = ParticipantRef.parse(by)
    if ref is None:
        return NOBODY
    if ref in participants.known:
        return participants.known[ref]
    described = describe_participants([ref]).get(ref)  # who was there no longer, and said it all the same
    if described is None:
        return NOBODY
    return ref.attendee or AttendeeOfTheDay(described.person_id, described.post_id, described.organisation_id)
