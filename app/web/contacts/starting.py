"""What a new contact's form begins with: blank, after the one just saved, or like another."""

from collections.abc import Iterator
from uuid import uuid4

from flask import request, url_for

from app.contacts.models import Contact
from app.contacts.queries import get_contact
from app.contacts.rules import ContactKind, ContactStatus
from app.core.errors import NotFound
from app.core.plain_dates import format_plain_date
from app.core.text import InvalidText, clean_line
from app.core.words import find_word
from app.entry.details import LONGEST_NUMBER
from app.entry.services import Logged
from app.web.access import the_account
from app.web.contacts.forms import ContactForm
from app.web.contacts.reading import current_reader
from app.web.contacts.refill import fill_links, fill_setting
from app.web.fields import chosen
from app.web.templating import short_date

PREFILLED_KINDS = ("organisation", "person", "post")


def start_form(form: ContactForm) -> None:
    """Today and me, unless the page that led here says more. Raises NotFound when there is none for it to be like."""
    form.submission_token.data = uuid4().hex
    form.date.data = short_date(form.today)
    form.colleagues.data = [the_account().id]
    form.workstreams.data = request.args.getlist("workstream", type=int)
    form.commitments.data = request.args.getlist("commitment", type=int)
    form.who.data = [f"{kind}:{number}" for kind in PREFILLED_KINDS for number in request.args.getlist(kind, type=int)]
    form.who_text.data = _line("who_text")
    if "like" in request.args:
        _begin_like(form, _contact_asked_for())
    else:
        _begin_as_the_last(form)


def next_form(form: ContactForm, logged: Logged) -> str:
    """The address of the form after this one: ten in a row are of one day and kind."""
    return url_for(
        "contacts.log",
        date=format_plain_date(logged.contact.plain_date, style="short"),
        kind=logged.contact.kind.value,
        colleague=chosen(form.colleagues),
    )


def _begin_as_the_last(form: ContactForm) -> None:
    form.date.data = _line("date") or form.date.data
    if request.args.get("plan") == "yes":
        form.status.data, form.date.data = ContactStatus.PLANNED.value, ""
    kind = find_word(ContactKind, request.args.get("kind"))
    form.kind.data = kind.value if kind else form.kind.data
    form.colleagues.data = list(_numbers("colleague")) or form.colleagues.data


def _begin_like(form: ContactForm, contact: Contact) -> None:
    """The same people, place and programme on another day; what was said and what came of it is that day's own."""
    fill_setting(form, contact)
    fill_links(form, contact)


def _contact_asked_for() -> Contact:
    numbers = list(_numbers("like"))
    if not numbers:
        raise NotFound
    return get_contact(numbers[0], reader=current_reader())


def _line(name: str) -> str:
    """What the address says, if it is text."""
    try:
        return clean_line(request.args.get(name, ""))
    except InvalidText:
        return ""


def _numbers(name: str) -> Iterator[int]:
    for text in request.args.getlist(name):
        if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER:
            yield int(text)
