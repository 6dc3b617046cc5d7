"""A contact in words, field by field: what the audit compares before and after."""

from collections.abc import Iterable

from app.contacts.models import Attendee, Contact
from app.contacts.rules import direction_beside, kind_label
from app.core.plain_dates import format_plain_date
from app.documents.rules import FILES_LABEL
from app.follow_ups.models import FollowUp
from app.people.whom import whom_words
from app.points.models import Point

ON_IT = "On it for a follow-up"


def describe_contact(
    contact: Contact, follow_ups: list[FollowUp], points: list[Point], files: Iterable[str] = ()
) -> dict[str, str]:
    """Each field's label with its value as people read it; links by name, in the order given."""
    return {
        "Kind": kind_label(contact.kind, contact.direction),
        "Direction": direction_beside(contact.kind, contact.direction),
        "Status": contact.status.label,
        "Why it was cancelled": contact.cancelled_reason,
        "Date": format_plain_date(contact.plain_date),
        "Time": f"{contact.starts_at:%H:%M}" if contact.starts_at else "",
        "Length": f"{contact.length_minutes} minutes" if contact.length_minutes else "",
        "Place or channel": contact.place,
        "Our reference": contact.our_reference,
        "Their reference": contact.their_reference,
        "Organisations": _lines(link.organisation.name for link in contact.organisation_links),
        "People and posts": _lines(attendee_words(attendee) for attendee in contact.attendees),
        "Subject": contact.subject,
        "Notes": contact.notes,
        "Colleagues": _lines(colleague.name for colleague in contact.our_side),
        ON_IT: _lines(colleague.name for colleague in contact.on_it_for_a_follow_up),
        "Capacity": contact.capacity.label if contact.capacity else "",
        "Advice given": contact.advice_given,
        "How the two roles were kept apart": contact.roles_kept_apart,
        "Workstreams": _lines(sorted(link.workstream.name for link in contact.workstream_links)),
        "Commitments": _lines(sorted(link.commitment.title for link in contact.commitment_links)),
        "Themes": _lines(sorted(link.theme.name for link in contact.theme_links)),
        "Who can see it": contact.visibility.label,
        "Follow-ups": _lines(follow_up_words(follow_up) for follow_up in follow_ups),
        "Points raised": _lines(map(point_words, points)),
        FILES_LABEL: _lines(files),
    }


def attendee_words(attendee: Attendee) -> str:
    """'Name, post, organisation', as they were that day."""
    words = (
        attendee.person.name if attendee.person else "",
        attendee.post.title if attendee.post else "",
        attendee.organisation.name if attendee.organisation else "",
    )
    return ", ".join(word for word in words if word)


def follow_up_words(follow_up: FollowUp) -> str:
    owner = follow_up.owner.name if follow_up.owner else follow_up.owner_outside
    due = f"by {follow_up.due_on.day} {follow_up.due_on:%B %Y}" if follow_up.due_on else ""
    return ", ".join(part for part in (follow_up.what, owner, due) if part)


def point_words(point: Point) -> str:
    """'Barrier, cultural: Staff fear blame (Kit Example; Education; Child protection; said before)'."""
    kind = point.kind.label
    if point.barrier_nature is not None:
        kind = f"{kind}, {point.barrier_nature.label.lower()}"
    by = whom_words(organisation=point.by_organisation, person=point.by_person, post=point.by_post)
    beside = [by, point.sector.name if point.sector else "", *(theme.name for theme in point.themes)]
    # Not which: that may have been said where whoever reads this was not.
    beside.append("said before" if point.same_as_id is not None else "")
    said = "; ".join(part for part in beside if part)
    return f"{kind}: {point.words}{f' ({said})' if said else ''}"


def _lines(values: Iterable[str]) -> str:
    return "\n".join(values)
