"""What the contact form offers to choose from."""

from wtforms import FormField, SelectMultipleField

from app.accounts.models import Colleague
from app.accounts.queries import list_colleagues
from app.programme.queries import list_commitments, list_themes, list_workstreams
from app.web.contacts.forms import ContactForm
from app.web.contacts.row_forms import OUTSIDE, FollowUpForm
from app.web.fields import SelectChoice


def offer_choices(form: ContactForm, me: Colleague, *, already_on_it: tuple[Colleague, ...] = ()) -> None:
    """Colleagues (me first; those who left only where they are on it already), workstreams, commitments, themes."""
    others = [colleague for colleague in list_colleagues(active_only=True) if colleague.id != me.id]
    known = {me.id, *(colleague.id for colleague in others)}
    others.extend(colleague for colleague in already_on_it if colleague.id not in known)
    form.colleagues.choices = [
        SelectChoice(me.id, f"{me.name} (you)"),
        *(SelectChoice(colleague.id, colleague.name) for colleague in others),
    ]
    form.owner_choices = [
        SelectChoice(str(me.id), "Me"),
        *(SelectChoice(str(colleague.id), colleague.name) for colleague in others),
        SelectChoice(OUTSIDE, "Theirs"),
    ]
    for row in form.follow_ups:
        offer_owners(form, row)
    _offer(form.workstreams, [(row.id, row.name) for row in list_workstreams()])
    _offer(form.commitments, [(row.id, row.title) for row in list_commitments()])
    _offer(form.themes, [(row.id, row.name) for row in list_themes()])


def offer_owners(form: ContactForm, row: "FormField[FollowUpForm]") -> None:
    row.form.owner.choices = form.owner_choices


def _offer(field: SelectMultipleField, rows: list[tuple[int, str]]) -> None:
    field.choices = [SelectChoice(value, label) for value, label in rows]
