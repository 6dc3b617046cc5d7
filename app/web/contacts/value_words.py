"""What a version of a contact says, in the words of the page that sets two versions side by side."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from app.contacts.rules import ContactKind, ContactStatus, Direction, Visibility
from app.core.plain_dates import format_plain_date
from app.entry.details import NEW_ORGANISATION, NEW_PERSON, ContactDetails, NewPerson, ParticipantKind, ParticipantRef
from app.entry.merging import ABSENT
from app.entry.queries import describe_participants
from app.entry.said import plain_date_of, refs_said
from app.entry.suggestions import Suggestion
from app.entry.two_versions import TwoVersions
from app.programme.rules import Capacity
from app.web.contacts.forms import ContactForm
from app.web.contacts.point_words import PointWords
from app.web.fields import offered
from app.web.templating import long_date

_CLOSED_LISTS: dict[str, Any] = {
    "kind": ContactKind,
    "status": ContactStatus,
    "direction": Direction,
    "capacity": Capacity,
    "visibility": Visibility,
}

Names = Mapping[Any, str]


class ValueWords:
    """Words for any value of the two versions. The names are read at once, for all of them."""

    def __init__(self, versions: TwoVersions, form: ContactForm) -> None:
        contact = versions.contact
        on_it = {link.colleague_id: link.colleague.name for link in contact.colleague_links}
        self._names: dict[str, Names] = {
            "who": _names_of_participants(versions),
            "colleagues": on_it | _offered(form.colleagues),
            "workstreams": _offered(form.workstreams)
            | {link.workstream_id: link.workstream.name for link in contact.workstream_links},
            "commitments": _offered(form.commitments)
            | {link.commitment_id: link.commitment.title for link in contact.commitment_links},
            "themes": _offered(form.themes) | {link.theme_id: link.theme.name for link in contact.theme_links},
        }
        self._points = PointWords(versions, form, self._names["who"])

    def items(self, field: str, value: Sequence[Any]) -> list[str]:
        """The names of what a list holds, in its order."""
        return [self._names[field].get(item, "Someone or something no longer there") for item in value]

    def text(self, field: str, value: Any) -> str:
        """Any other value; empty where it says nothing."""
        if value is ABSENT or value in (None, ""):
            return ""
        if field in _CLOSED_LISTS:
            return str(_CLOSED_LISTS[field](value).label)
        if field == "date":
            return format_plain_date(plain_date_of(value))
        if field == "starts_at":
            return str(value)[:5]
        if field == "length_minutes":
            return f"{value} minutes"
        if field == "follow_ups":
            return self._follow_up(value)
        return self._points.text(value) if field == "points" else str(value)

    def _follow_up(self, row: Mapping[str, Any]) -> str:
        owner = self._names["colleagues"].get(row["owner_id"], "") if row["owner_id"] else row["owner_outside"]
        due = f"By {long_date(dt.date.fromisoformat(row['due_on']))}" if row["due_on"] else ""
        return "\n".join(part for part in (row["what"], owner, due) if part)


def _offered(field: Any) -> dict[Any, str]:
    return {choice.value: str(choice.label) for choice in offered(field)}


def _names_of_participants(versions: TwoVersions) -> Names:
    rows = [*versions.yours["points"], *versions.theirs["points"]]
    speakers = ParticipantRef.parse_all(row["by"] for row in rows)
    known = describe_participants([*refs_said(versions.yours), *refs_said(versions.theirs), *speakers])
    return {
        **{str(ref): _known(one) for ref, one in known.items()},
        **_names_of_new(versions.typed),
    }


def _known(one: Suggestion) -> str:
    is_plain = one.ref.kind is ParticipantKind.ORGANISATION or not one.detail
    return one.name if is_plain else f"{one.name}, {one.detail}"


def _names_of_new(typed: ContactDetails) -> Names:
    return {
        **{
            f"{NEW_ORGANISATION}{at}": f"{one.name} (new organisation)"
            for at, one in enumerate(typed.new_organisations)
        },
        **{f"{NEW_PERSON}{at}": _new_person(one) for at, one in enumerate(typed.new_people)},
    }


def _new_person(person: NewPerson) -> str:
    told = (person.name, person.post_title, person.organisation_name)
    return f"{', '.join(part for part in told if part)} (new person)"
