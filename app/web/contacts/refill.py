"""The form of a contact that is saved already, filled with what it says."""

from collections.abc import Sequence

from app.contacts.models import Contact
from app.contacts.rules import ContactStatus
from app.core.plain_dates import format_plain_date
from app.entry.details import refs_of
from app.entry.done_meanwhile import LeftOutThoughDone
from app.follow_ups.models import FollowUp
from app.follow_ups.queries import list_follow_ups_of_contact
from app.follow_ups.services import FollowUpDetails
from app.points.queries import list_points_of_contact
from app.web.contacts.forms import ContactForm
from app.web.contacts.point_rows import point_values
from app.web.contacts.row_forms import OUTSIDE
from app.web.fields import said
from app.web.templating import short_date


def fill_from_contact(form: ContactForm, contact: Contact) -> None:
    _fill_fields(form, contact)
    fill_setting(form, contact)
    fill_links(form, contact)
    follow_ups = list_follow_ups_of_contact(contact.id)
    for follow_up in follow_ups:
        form.follow_ups.append_entry(follow_up_values(follow_up))
    show_done(form, follow_ups)
    for point in list_points_of_contact(contact.id):
        form.points.append_entry(point_values(point))


def fill_setting(form: ContactForm, contact: Contact) -> None:
    """What another contact with the same people mostly shares with this one."""
    form.kind.data = contact.kind.value
    form.direction.data = contact.direction.value if contact.direction else ""
    form.capacity.data = contact.capacity.value if contact.capacity else ""
    form.place.data = contact.place
    form.visibility.data = contact.visibility.value


def fill_links(form: ContactForm, contact: Contact) -> None:
    form.who.data = [str(ref) for ref in refs_of(contact)]
    form.colleagues.data = [colleague.id for colleague in contact.our_side]
    form.workstreams.data = [link.workstream_id for link in contact.workstream_links]
    form.commitments.data = [link.commitment_id for link in contact.commitment_links]
    form.themes.data = [link.theme_id for link in contact.theme_links]


def fill_as_held(form: ContactForm, contact: Contact) -> None:
    """What was planned has taken place: on its date, or today where that is still to come."""
    form.status.data = ContactStatus.HELD.value
    if contact.plain_date.lies_after(form.today):
        form.date.data = short_date(form.today)


def show_done(form: ContactForm, follow_ups: Sequence[FollowUp]) -> None:
    """Let the form know which of them it shows as done, besides those that it knows of."""
    done = [str(each.id) for each in follow_ups if not each.is_open]
    form.seen_done.data = " ".join(dict.fromkeys([*said(form.seen_done).split(), *done]))


def bring_back_done(form: ContactForm, left_out: LeftOutThoughDone) -> None:
    """Put into the form again what was left out of it before it was known to be done, and say so there."""
    rows = {row.form.id.data: row for row in form.follow_ups}
    for follow_up in left_out.follow_ups:
        row = rows.get(str(follow_up.id)) or form.follow_ups.append_entry()
        for name, value in follow_up_values(follow_up).items():
            row.form[name].data = value
        row.form.what.errors = [left_out.told(follow_up)]
    show_done(form, left_out.follow_ups)


def follow_up_values(follow_up: FollowUp | FollowUpDetails) -> dict[str, str]:
    """A follow-up as a row of the form."""
    return {
        "id": str(follow_up.id),
        "what": follow_up.what,
        "owner": str(follow_up.owner_id) if follow_up.owner_id is not None else OUTSIDE,
        "owner_outside": follow_up.owner_outside,
        "due": short_date(follow_up.due_on),
    }


def _fill_fields(form: ContactForm, contact: Contact) -> None:
    form.version.data = str(contact.version)
    form.status.data = contact.status.value
    form.date.data = format_plain_date(contact.plain_date, style="short")
    form.cancelled_reason.data = contact.cancelled_reason
    form.subject.data = contact.subject
    form.notes.data = contact.notes
    form.our_reference.data = contact.our_reference
    form.their_reference.data = contact.their_reference
    form.starts_at.data = f"{contact.starts_at:%H:%M}" if contact.starts_at else ""
    form.length.data = f"{contact.length_minutes} minutes" if contact.length_minutes else ""
    form.advice_given.data = contact.advice_given
    form.roles_kept_apart.data = contact.roles_kept_apart
