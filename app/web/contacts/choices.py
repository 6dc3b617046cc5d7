"""What the contact form offers to choose from."""

from collections.abc import Collection, Iterable, Sequence

from werkzeug.datastructures import MultiDict
from wtforms import FormField, SelectMultipleField

from app.accounts.models import Colleague
from app.accounts.queries import list_names_of_active_colleagues, list_names_of_writers, name_colleagues
from app.contacts.models import Contact
from app.core.clock import office_today
from app.entry.details import LONGEST_NUMBER
from app.entry.services import needs_reason
from app.organisations.sectors import list_sector_names
from app.programme.queries import list_programme_names, name_programme
from app.web.access import current_colleague
from app.web.contacts.forms import ContactForm
from app.web.contacts.row_forms import NOT_SAID, OUTSIDE, FollowUpForm, PointForm
from app.web.fields import SelectChoice, chosen, offered, said

MOST_NAMED = 100  # of each kind; a made-up form names any number


def offer_choices(form: ContactForm, me: Colleague) -> None:
    """Colleagues, me first, and the programme: those in use, and those that what was sent names."""
    others = [(number, name) for number, name in list_names_of_active_colleagues() if number != me.id]
    owners = [(number, name) for number, name in list_names_of_writers() if number != me.id]
    form.colleagues.choices = [SelectChoice(me.id, f"{me.name} (you)"), *_choices(others)]
    form.owner_choices = [SelectChoice(str(me.id), "Me"), *_owners(owners), SelectChoice(OUTSIDE, "Theirs")]
    programme = list_programme_names()
    form.workstreams.choices = _choices(programme.workstreams)
    form.commitments.choices = _choices(programme.commitments)
    form.themes.choices = _choices(programme.themes)
    form.sector_choices, form.point_theme_choices = [], _choices(programme.themes)
    offer_what_it_names(form)


def offered_form(contact: Contact | None = None, typed: "MultiDict[str, str] | None" = None) -> ContactForm:
    """The form as it was sent, or with what is typed, and all that it offers."""
    form = ContactForm(typed, today=office_today()) if typed is not None else ContactForm(today=office_today())
    form.needs_reason = needs_reason(contact)
    offer_choices(form, current_colleague())
    return form


def offer_what_it_names(form: ContactForm) -> None:
    """Colleagues who left or only read, and what was archived: not offered where it stands, saving would drop it."""
    owners = _owners_named(form)
    left = name_colleagues(_not_offered(form.colleagues, also=owners))
    form.colleagues.choices = [*offered(form.colleagues), *_choices(left)]
    known = {choice.value for choice in form.owner_choices}
    unknown = {number for number in (*owners, *dict(left)) if str(number) not in known}
    own = [(choice.value, choice.label) for choice in offered(form.colleagues) if choice.value in unknown]
    form.owner_choices = [*form.owner_choices[:-1], *_owners(own), form.owner_choices[-1]]
    for row in form.follow_ups:
        offer_owners(form, row)
    fields = (form.workstreams, form.commitments, form.themes)
    of_points = {number for row in form.points for number in chosen(row.form.themes)}
    archived = name_programme(
        workstream_ids=_not_offered(form.workstreams),
        commitment_ids=_not_offered(form.commitments),
        theme_ids=_not_offered(form.themes, also=of_points),
    )
    themes = [(number, name) for number, name in archived.themes if number in chosen(form.themes)]
    for field, rows in zip(fields, (archived.workstreams, archived.commitments, themes), strict=True):
        field.choices = [*offered(field), *_choices(rows)]
    form.point_theme_choices = [*form.point_theme_choices, *_choices(archived.themes)]
    form.sector_choices = _sectors({said(row.form.sector) for row in form.points})
    for row in form.points:
        offer_of_point(form, row.form)


def offer_of_point(form: ContactForm, row: PointForm) -> None:
    row.sector.choices, row.themes.choices = form.sector_choices, form.point_theme_choices


def _sectors(named: Collection[str]) -> list[SelectChoice]:
    """Those in use, and those that are named."""
    in_use = [each for each in list_sector_names() if not each.is_archived or str(each.id) in named]
    return [NOT_SAID, *(SelectChoice(str(each.id), each.name) for each in in_use)]


def offer_owners(form: ContactForm, row: "FormField[FollowUpForm]") -> None:
    row.form.owner.choices = form.owner_choices


def _owners_named(form: ContactForm) -> list[int]:
    texts = [said(row.form.owner) for row in form.follow_ups]
    return [int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER]


def _not_offered(field: SelectMultipleField, *, also: Iterable[int] = ()) -> list[int]:
    known = {choice.value for choice in offered(field)}
    named = {number for number in (*chosen(field), *also) if 0 < number < 10**LONGEST_NUMBER}
    return sorted(named - known)[:MOST_NAMED]


def _choices(rows: Sequence[tuple[int, str]]) -> list[SelectChoice]:
    return [SelectChoice(number, name) for number, name in rows]


def _owners(rows: Sequence[tuple[int, str]]) -> list[SelectChoice]:
    return [SelectChoice(str(number), name) for number, name in rows]
