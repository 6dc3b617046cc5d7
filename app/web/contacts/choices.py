"""What the contact form offers to choose from."""

from collections.abc import Sequence

from wtforms import FormField, SelectMultipleField

from app.accounts.models import Colleague
from app.accounts.queries import list_names_of_active_colleagues
from app.programme.queries import list_programme_names
from app.web.contacts.forms import ContactForm
from app.web.contacts.row_forms import OUTSIDE, FollowUpForm
from app.web.fields import SelectChoice


def offer_choices(form: ContactForm, me: Colleague, *, already_on_it: tuple[Colleague, ...] = ()) -> None:
    """Colleagues (me first; those who left only where they are on it already), workstreams, commitments, themes."""
    others = [(number, name) for number, name in list_names_of_active_colleagues() if number != me.id]
    known = {me.id, *(number for number, _name in others)}
    others.extend((colleague.id, colleague.name) for colleague in already_on_it if colleague.id not in known)
    form.colleagues.choices = [
        SelectChoice(me.id, f"{me.name} (you)"),
        *(SelectChoice(number, name) for number, name in others),
    ]
    form.owner_choices = [
        SelectChoice(str(me.id), "Me"),
        *(SelectChoice(str(number), name) for number, name in others),
        SelectChoice(OUTSIDE, "Theirs"),
    ]
    for row in form.follow_ups:
        offer_owners(form, row)
    programme = list_programme_names()
    _offer(form.workstreams, programme.workstreams)
    _offer(form.commitments, programme.commitments)
    _offer(form.themes, programme.themes)


def offer_owners(form: ContactForm, row: "FormField[FollowUpForm]") -> None:
    row.form.owner.choices = form.owner_choices


def _offer(field: SelectMultipleField, rows: Sequence[tuple[int, str]]) -> None:
    field.choices = [SelectChoice(value, label) for value, label in rows]
