"""Warnings beside the form, and after saving those that were not shown there. None is in the way of saving."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import get_template_attribute, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.accounts.rules import Permission
from app.contacts.models import Contact
from app.contacts.rules import ContactStatus
from app.core.clock import office_today
from app.core.plain_dates import PlainDate, UnreadableDate, format_plain_date
from app.core.words import find_word
from app.entry.details import ParticipantKind, ParticipantRef
from app.entry.warnings import find_cautions, find_warnings, warnings_of
from app.organisations.matter_queries import WithMatter
from app.programme.rules import TWO_ROLES, Capacity
from app.web.access import requires
from app.web.contacts import blueprint
from app.web.contacts.caution import Caution
from app.web.contacts.date_reading import read_contact_date, status_of_date
from app.web.contacts.forms import ContactForm
from app.web.contacts.reading import current_reader
from app.web.contacts.who import MOST_CHOSEN, Who

TEXT_LIMIT = 300
TOLD_AFTER_SAVING = 3  # the message travels in a cookie
PAGE = "contacts/_warnings.html"


@blueprint.get("/warnings")
@requires(Permission.LOG_CONTACT)
def warnings() -> ResponseReturnValue:
    """What the form is told while it is filled in; its fields are the parameters."""
    found = _find(
        date_text=request.args.get("date", "")[:TEXT_LIMIT],
        status=find_word(ContactStatus, request.args.get("status")),
        status_from=request.args.get("status_from"),
        refs=ParticipantRef.parse_all(request.args.getlist("who")[:MOST_CHOSEN]),
        contact_id=request.args.get("contact", type=int),
    )
    caution = Caution(found.cautions, find_word(Capacity, request.args.get("capacity")))
    return {"html": found.html, "caution": caution.as_answer()}


def warnings_of_form(form: ContactForm, who: Who, contact: Contact | None) -> "Beside":
    """The same for a form that the server shows."""
    return _find(
        date_text=form.date.data or "",
        status=find_word(ContactStatus, form.status.data),
        status_from=form.status_from.data,
        refs=who.refs,
        contact_id=contact.id if contact else None,
    )


@dataclass(frozen=True)
class Beside:
    """What stands beside the form, and the organisations that its own row cautions about."""

    html: Markup
    cautions: Sequence[WithMatter]


def _find(
    *,
    date_text: str,
    status: ContactStatus | None,
    status_from: str | None,
    refs: Sequence[ParticipantRef],
    contact_id: int | None,
) -> Beside:
    """Nothing where nothing is amiss. Where the date cannot be read, a matter that is open today is told."""
    date, today = _read(date_text, status, status_from), office_today()
    if date is None or status is None:
        return Beside(Markup(""), find_cautions(refs, PlainDate(today)))
    followed = ContactStatus(status_of_date(date, status=status, status_from=status_from, today=today))
    found = find_warnings(
        date=date, status=followed, refs=refs, reader=current_reader(), today=today, contact_id=contact_id
    )
    html = _drawn("in_form", found, format_plain_date(date)) if found.keys else Markup("")
    return Beside(html, found.cautions)


def _read(text: str, status: ContactStatus | None, status_from: str | None) -> PlainDate | None:
    if not text:
        return None
    try:
        return read_contact_date(text, status=status, status_from=status_from, today=office_today())
    except UnreadableDate:
        return None


def warnings_after_saving(contact: Contact) -> Markup:
    """What was not told beside the form, which says itself what was."""
    found = warnings_of(contact, reader=current_reader(), today=office_today())
    if contact.capacity not in TWO_ROLES or contact.roles_kept_apart:
        found = replace(found, cautions=())
    untold = found.without(request.form.getlist("warned")).first(TOLD_AFTER_SAVING)
    if not untold.keys:
        return Markup("")
    edit_url = url_for("contacts.edit", contact_id=contact.id)
    return _drawn("after_saving", untold, format_plain_date(contact.plain_date), edit_url)


def _drawn(macro: str, *values: object) -> Markup:
    drawn: Markup = get_template_attribute(PAGE, macro)(*values)
    return drawn.strip()


def take_up_warning(form: ContactForm, who: Who, action: str) -> bool:
    """Do what a warning's button says, where there is no JavaScript to do it. Whether it was one."""
    if action == "make_planned":
        form.status.data = ContactStatus.PLANNED.value
        return True
    word, *named = action.split(" ")
    refs = ParticipantRef.parse_all(named)
    if word == "name" and [ref.kind for ref in refs] == [ParticipantKind.ORGANISATION]:
        who.add(refs[0])
        return True
    if word != "use" or len(refs) != 2:
        return False
    who.replace(refs[0], refs[1])
    return True
