"""Somebody else saved the contact while it was being changed here: what they changed, and the rows they added."""

from flask import url_for
from markupsafe import Markup

from app.audit.queries import Change, list_contact_changes
from app.audit.rules import Action
from app.contacts.models import Contact
from app.core.clock import at_the_office
from app.follow_ups.queries import list_follow_ups_of_contact
from app.points.queries import list_points_of_contact
from app.web.contacts.forms import ContactForm
from app.web.contacts.refill import follow_up_values, point_values
from app.web.stale import opened_version

CHANGES_TOLD = 5


def show_what_others_saved(form: ContactForm, contact: Contact) -> None:
    """Say what changed, keep what was typed beside it, and let the next save go over the version that is there now."""
    form.form_errors.append(_what_others_changed(contact, since=opened_version(form)))
    form.version.data = str(contact.version)
    _append_unknown_rows(form, contact)


def _what_others_changed(contact: Contact, *, since: int) -> Markup:
    changes = [entry for entry in list_contact_changes(contact.id) if entry.action == Action.CHANGED]
    told = changes[: min(max(contact.version - since, 1), CHANGES_TOLD)]
    return Markup(
        "{} while you were writing. Saving again puts what stands here in place of it. "
        '<a class="govuk-link" href="{}">See the contact as it is now</a>'
    ).format(
        "; ".join(_told(entry) for entry in told) or "This contact was saved",
        url_for("contacts.contact", contact_id=contact.id),
    )


def _told(entry: Change) -> str:
    """'Officer B changed Notes and Follow-ups at 14:31'."""
    labels = [change["label"] for change in entry.changes]
    named = " and ".join(part for part in (", ".join(labels[:-1]), labels[-1]) if part)
    return f"{entry.actor_name} changed {named} at {at_the_office(entry.occurred_at):%H:%M}"


def _append_unknown_rows(form: ContactForm, contact: Contact) -> None:
    """What another added would be taken out by a form that does not know it."""
    known = {row.form.id.data for row in form.follow_ups}
    for follow_up in list_follow_ups_of_contact(contact.id):
        if str(follow_up.id) not in known:
            form.follow_ups.append_entry(follow_up_values(follow_up))
    known = {row.form.id.data for row in form.points}
    for point in list_points_of_contact(contact.id):
        if str(point.id) not in known:
            form.points.append_entry(point_values(point))
