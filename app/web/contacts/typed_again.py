"""A saved contact as the form that was typed: with those who were added with it as the new rows they were."""

from collections.abc import Iterator
from typing import Any

from wtforms import Field, FieldList, FormField

from app.contacts.models import Attendee, Contact
from app.core.clock import office_today
from app.entry.added_with import Added
from app.entry.details import ParticipantKind, ParticipantRef, ref_of
from app.organisations.models import Organisation
from app.web.contacts.drafts import OF_THE_PAGE
from app.web.contacts.forms import ContactForm
from app.web.contacts.refill import fill_from_contact
from app.web.contacts.who import NEW
from app.web.fields import said

# A new contact's form has none of these, nor have its rows.
_OF_A_SAVED_ONE = frozenset({"version", "id", "files", "seen_done"})


def typed_again(contact: Contact, added: Added) -> list[tuple[str, str]]:
    """The form's pairs of name and value."""
    form = ContactForm(None, today=office_today())
    fill_from_contact(form, contact)
    new_people = {person.id for person in added.people}
    new = [one for one in contact.attendees if one.person_id in new_people]
    known = {str(ref_of(one)) for one in new}
    known |= {_ref_of(each) for each in added.organisations}
    form.who.data = [text for text in form.who.data or [] if text not in known]
    for organisation in added.organisations:
        form.new_organisations.append_entry(
            {"name": organisation.name, "partner_group": organisation.partner_group.value, "same_as": NEW}
        )
    new_again = {_ref_of(added.organisations[place]): row.name for place, row in enumerate(form.new_organisations)}
    for attendee in new:
        new_again[str(ref_of(attendee))] = form.new_people.append_entry(_new_person(attendee)).name
    for row in form.points:
        row.form.by.data = new_again.get(said(row.form.by), row.form.by.data)
    return [pair for field in form for pair in _pairs(field)]


def _ref_of(organisation: Organisation) -> str:
    return str(ParticipantRef(ParticipantKind.ORGANISATION, organisation.id))


def _new_person(attendee: Attendee) -> dict[str, str]:
    return {
        "name": attendee.person.name if attendee.person else "",
        "post": attendee.post.title if attendee.post else "",
        "organisation": attendee.organisation.name if attendee.organisation else "",
        # They were new, and are, whoever else looks alike.
        "same_as": NEW,
        "organisation_same_as": NEW,
    }


def _pairs(field: Field) -> Iterator[tuple[str, str]]:
    if field.short_name in OF_THE_PAGE | _OF_A_SAVED_ONE:
        return
    if isinstance(field, FieldList):
        for entry in field:
            yield from _pairs(entry)
    elif isinstance(field, FormField):
        for part in field:
            yield from _pairs(part)
    else:
        values: Any = field.data if isinstance(field.data, list) else [field.data]
        yield from ((field.name, str(value)) for value in values if value is not None)
