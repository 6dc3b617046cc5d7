"""All that the form can say of a contact, in plain values: to keep, to compare field by field, and to say again."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import fields
from enum import StrEnum
from typing import Any

from app.contacts.models import Contact
from app.contacts.rules import ContactKind, ContactStatus, Direction, Visibility
from app.contacts.services import ContactFields
from app.core.plain_dates import DatePrecision, PlainDate
from app.entry.current import fields_of
from app.entry.details import (
    NEW_ORGANISATION,
    NEW_PERSON,
    ContactDetails,
    NewOrganisation,
    NewPerson,
    ParticipantRef,
    refs_of,
)
from app.entry.participants import Participants
from app.entry.said_points import point_details, said_in_form, said_of_point, with_new_parts_of_points
from app.follow_ups.models import FollowUp
from app.follow_ups.services import FollowUpDetails
from app.points.models import Point
from app.programme.rules import Capacity

Said = dict[str, Any]


def plain_date_of(parts: Sequence[str]) -> PlainDate:
    return PlainDate(dt.date.fromisoformat(parts[0]), DatePrecision(parts[1]))


_FIELD_NAMES = tuple(field.name for field in fields(ContactFields))
_READ_BACK: dict[str, Callable[[Any], Any]] = {
    "kind": ContactKind,
    "status": ContactStatus,
    "direction": Direction,
    "capacity": Capacity,
    "visibility": Visibility,
    "starts_at": dt.time.fromisoformat,
    "date": plain_date_of,
}


def said_by(contact: Contact, follow_ups: Sequence[FollowUp], points: Sequence[Point]) -> Said:
    """What a saved contact says, with what hangs on it."""
    return _said_of(fields_of(contact)) | {
        "who": [str(ref) for ref in refs_of(contact)],
        "colleagues": [colleague.id for colleague in contact.our_side],
        "workstreams": [link.workstream_id for link in contact.workstream_links],
        "commitments": [link.commitment_id for link in contact.commitment_links],
        "themes": [link.theme_id for link in contact.theme_links],
        "follow_ups": [_follow_up(row, row.id, row.completed_at) for row in follow_ups],
        "points": [said_of_point(row) for row in points],
    }


def said_in(details: ContactDetails, *, known: Participants) -> Said:
    """What a form says that is not saved yet; `known` are its participants with the places of that day."""
    said = _said_of(details.fields)
    if details.fields.status is not ContactStatus.CANCELLED:
        said["cancelled_reason"] = ""
    return said | {
        "who": [
            *map(str, known.refs),
            *(f"{NEW_ORGANISATION}{number}" for number in range(len(details.new_organisations))),
            *(f"{NEW_PERSON}{number}" for number in range(len(details.new_people))),
        ],
        "colleagues": list(dict.fromkeys(details.colleague_ids)),
        "workstreams": list(details.workstream_ids),
        "commitments": list(details.commitment_ids),
        "themes": list(details.theme_ids),
        "follow_ups": [_follow_up(row, row.id) for row in details.follow_ups],
        "points": [said_in_form(row, known) for row in details.points],
    }


def details_of(
    said: Said, *, new_organisations: Sequence[NewOrganisation] = (), new_people: Sequence[NewPerson] = ()
) -> ContactDetails:
    """The command that says it again; `new_…` are those that its Who counts."""
    who = said["who"]
    organisations, people = _counted(who, NEW_ORGANISATION), _counted(who, NEW_PERSON)
    numbered_anew = {
        **{f"{NEW_ORGANISATION}{number}": f"{NEW_ORGANISATION}{place}" for place, number in enumerate(organisations)},
        **{f"{NEW_PERSON}{number}": f"{NEW_PERSON}{place}" for place, number in enumerate(people)},
    }
    return ContactDetails(
        fields=ContactFields(**{name: _read_back(name, said[name]) for name in _FIELD_NAMES if name in said}),
        participants=refs_said(said),
        new_organisations=[new_organisations[number] for number in organisations],
        new_people=[new_people[number] for number in people],
        colleague_ids=said["colleagues"],
        workstream_ids=said["workstreams"],
        commitment_ids=said["commitments"],
        theme_ids=said["themes"],
        follow_ups=[_follow_up_details(row) for row in said["follow_ups"]],
        points=[point_details(row, numbered_anew) for row in said["points"]],
    )


def brought_up_to_date(said: Said) -> Said:
    """What was kept before the form could say all that it can now."""
    return {"roles_kept_apart": "", **said, "points": with_new_parts_of_points(said["points"])}


def was_on_it(said: Said, colleague_id: int) -> bool:
    """Whether a colleague took part, or owned a follow-up."""
    return colleague_id in said["colleagues"] or any(row["owner_id"] == colleague_id for row in said["follow_ups"])


def refs_said(said: Said) -> list[ParticipantRef]:
    """Those of the directory that it names."""
    return ParticipantRef.parse_all(said["who"])


def _said_of(contact_fields: ContactFields) -> Said:
    return {name: _plain(getattr(contact_fields, name)) for name in _FIELD_NAMES}


def _plain(value: Any) -> Any:
    if isinstance(value, PlainDate):
        return [value.date.isoformat(), value.precision.value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, dt.time) else value


def _read_back(name: str, value: Any) -> Any:
    return value if value is None or name not in _READ_BACK else _READ_BACK[name](value)


def _follow_up(
    row: FollowUp | FollowUpDetails, row_id: int | None, completed_at: dt.datetime | None = None
) -> dict[str, Any]:
    return {
        "id": row_id,
        "what": row.what,
        "owner_id": row.owner_id,
        "owner_outside": row.owner_outside if row.owner_id is None else "",
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "completed_at": completed_at.isoformat() if completed_at else None,
        "outcome": row.outcome,
    }


def _follow_up_details(row: dict[str, Any]) -> FollowUpDetails:
    return FollowUpDetails(
        what=row["what"],
        owner_id=row["owner_id"],
        owner_outside=row["owner_outside"],
        due_on=dt.date.fromisoformat(row["due_on"]) if row["due_on"] else None,
        id=row["id"],
        completed_at=dt.datetime.fromisoformat(row["completed_at"]) if row["completed_at"] else None,
        outcome=row.get("outcome", ""),  # not kept by versions of before there was any
    )


def _counted(who: Sequence[str], prefix: str) -> list[int]:
    return [int(text.removeprefix(prefix)) for text in who if text.startswith(prefix)]
