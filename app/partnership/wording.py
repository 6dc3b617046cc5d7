"""Contacts and points in a few words, as changes and rows tell of them."""

from app.contacts.models import Contact
from app.contacts.rules import kind_label
from app.core.plain_dates import PlainDate, format_plain_date
from app.core.text import shortened
from app.points.models import Point


def point_words(point: Point) -> str:
    """'Concern, 3 Feb 2021: Staff fear blame', its words by their beginning."""
    raised_on = format_plain_date(PlainDate(point.raised_on), style="short")
    return f"{point.kind.label}, {raised_on}: {shortened(point.words)}"


def contact_words(contact: Contact) -> str:
    """'Meeting, 3 Feb 2021: Data sharing'."""
    kind = kind_label(contact.kind, contact.direction)
    return f"{kind}, {format_plain_date(contact.plain_date, style='short')}: {contact.subject}"
