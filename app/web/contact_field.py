"""A form field that names a contact: by words of it, by its number, or by the address of its page."""

import re
from typing import Any

from app.contacts.filters import ContactFilters
from app.contacts.history import find_contacts
from app.contacts.models import Contact
from app.contacts.queries import get_contact
from app.core.errors import NotFound
from app.web.contacts.reading import current_reader
from app.web.directory_fields import CHOICES_SHOWN, Choice, PickedField

_NUMBER = re.compile(r"(?:#|/contacts/)([0-9]{1,9})/?$")


class ContactField(PickedField):
    """One of the contacts that the reader may read."""

    def __init__(self, label: str, *, missing: str = "", **kwargs: Any) -> None:
        super().__init__(label, missing=missing, **kwargs)

    def fill(self, contact: Contact | None) -> None:
        self.data = f"{contact.subject} #{contact.id}" if contact else ""

    def look_up(self, text: str) -> tuple[int | None, list[Choice]]:
        number = _NUMBER.search(text)
        if number:
            try:
                return get_contact(int(number[1]), reader=current_reader()).id, []
            except NotFound:
                return None, []
        page = find_contacts(ContactFilters(words=text), reader=current_reader(), size=CHOICES_SHOWN)
        return None, [
            Choice(
                str(row.id),
                f"{row.kind_label}, {row.date_label}: {''.join(part.text for part in row.subject)}",
                row.organisations,
            )
            for row in page.rows
        ]

    def unclear(self, text: str) -> str:
        if self.choices:
            return f"Choose which contact “{text}” means, or change it."
        return f"No contact is found by “{text}”. Try other words of its subject, or the address of its page."
