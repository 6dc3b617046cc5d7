"""What a colleague says in the form, for tests."""

import datetime as dt
from typing import Any

from app.contacts.rules import ContactKind
from app.contacts.services import ContactFields
from app.core.plain_dates import DatePrecision, PlainDate
from app.entry.details import ContactDetails, ParticipantKind, ParticipantRef
from app.organisations.models import Organisation
from app.people.models import Person, Post

_KINDS = {
    Organisation: ParticipantKind.ORGANISATION,
    Person: ParticipantKind.PERSON,
    Post: ParticipantKind.POST,
}


def ref(subject: Organisation | Person | Post) -> ParticipantRef:
    return ParticipantRef(_KINDS[type(subject)], subject.id)


def details(
    *who: Organisation | Person | Post,
    date: dt.date | PlainDate = dt.date(2021, 3, 5),
    kind: ContactKind = ContactKind.MEETING,
    subject: str = "",
    fields: dict[str, Any] | None = None,
    **more: Any,
) -> ContactDetails:
    """A meeting of 5 March 2021 with whoever is named; `fields` are of the contact, the rest of the form."""
    day = date if isinstance(date, PlainDate) else PlainDate(date, DatePrecision.DAY)
    return ContactDetails(
        fields=ContactFields(kind=kind, date=day, subject=subject, **(fields or {})),
        participants=[ref(each) for each in who],
        **more,
    )
