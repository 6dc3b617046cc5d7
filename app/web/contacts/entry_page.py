"""The page of the contact form: its rows, its folded parts, and what is wrong with it."""

from typing import Any
from uuid import uuid4

from flask import render_template
from wtforms import FieldList

from app.accounts.models import Colleague
from app.contacts.models import Contact
from app.contacts.rules import Direction
from app.core.errors import InvalidInput
from app.core.plain_dates import UnreadableDate, describe_with_weekday
from app.core.words import find_word
from app.documents.kinds import ACCEPTED, TAKEN
from app.drafts.models import Draft
from app.drafts.rules import is_token
from app.entry.done_meanwhile import LeftOutThoughDone
from app.follow_ups.queries import list_follow_ups_of_contact
from app.programme.rules import Capacity
from app.web.access import current_colleague, the_account
from app.web.contacts.assemble import rows_of_new_people
from app.web.contacts.caution import Caution
from app.web.contacts.choices import offer_of_point, offer_owners
from app.web.contacts.drafts import draft_attributes, drafts_on_page
from app.web.contacts.files import FilesOfContact, file_limits, files_of_form, folded_words, lines_of_draft
from app.web.contacts.forms import ContactForm
from app.web.contacts.plans import is_held_now
from app.web.contacts.point_rows import show_points
from app.web.contacts.refill import bring_back_done
from app.web.contacts.row_forms import FollowUpForm, NewOrganisationForm, NewPersonForm, PointForm
from app.web.contacts.warnings import warnings_of_form
from app.web.contacts.who import Who
from app.web.fields import chosen, offered, said

ADDING_ACTIONS = frozenset({"find_who", "lately_met", "new_person", "new_organisation", "add_follow_up", "add_point"})


def add_what_was_asked(form: ContactForm, who: Who, action: str) -> None:
    """The buttons that work without JavaScript: find whom the text means, or open another row."""
    typed = form.who_text.data or ""
    if action == "find_who":
        who.look_up()
    elif action == "lately_met":
        who.offer_lately_met(the_account().id)
    elif action == "new_person":
        form.new_people.append_entry({"name": typed})
        form.who_text.data = ""
    elif action == "new_organisation":
        form.new_organisations.append_entry({"name": typed})
        form.who_text.data = ""
    elif action == "add_follow_up":
        form.follow_ups.append_entry()
    elif action == "add_point":
        form.points.append_entry()


def entry_page(
    form: ContactForm,
    who: Who,
    *,
    contact: Contact | None = None,
    draft: Draft | None = None,
    address: str | None = None,
) -> str:
    """`address` is where the form goes; without one, to the page's own."""
    _make_sure_of_a_token(form)
    _end_with_a_blank_row(form.follow_ups)
    _end_with_a_blank_row(form.points)
    blank = _offer_rows(form, who)
    beside = warnings_of_form(form, who, contact)
    saved, files = files_of_form(contact) if contact else FilesOfContact(), lines_of_draft(form)
    return render_template(
        "contacts/entry.html",
        form=form,
        files=files,
        saved_files=saved.there,
        removed_files=saved.removed,
        files_folded=folded_words([*saved.there, *files]),
        file_kinds=ACCEPTED,
        files_taken=TAKEN,
        file_limits=file_limits(),
        who=who,
        contact=contact,
        attributes={"action": address, **draft_attributes(form, draft)},
        drafts=drafts_on_page(contact, draft),
        blank=blank,
        done_ids=_done_ids(contact),
        folded=_folded_words(form, current_colleague()),
        date_words=_date_words(form),
        is_held_now=contact is not None and is_held_now(contact),
        warnings=beside.html,
        caution=Caution(beside.cautions, find_word(Capacity, form.capacity.data), said(form.roles_kept_apart)),
    )


def _offer_rows(form: ContactForm, who: Who) -> dict[str, Any]:
    """What there is to choose from in each row. Gives the blank ones."""
    for row in form.follow_ups:
        offer_owners(form, row)
    for row in form.points:
        offer_of_point(form, row.form)
    blank = _blank_rows(form)
    show_points(form, who, blank["points"])
    return blank


def _make_sure_of_a_token(form: ContactForm) -> None:
    """Whatever was sent, the page has a name for its draft."""
    if not is_token(said(form.submission_token)):
        form.submission_token.data = uuid4().hex


def _done_ids(contact: Contact | None) -> set[str]:
    """The follow-ups that are done, as the rows carry them."""
    follow_ups = list_follow_ups_of_contact(contact.id) if contact else []
    return {str(follow_up.id) for follow_up in follow_ups if not follow_up.is_open}


def show_problems(form: ContactForm, problem: InvalidInput) -> None:
    """Put what the service refused beside the fields."""
    if isinstance(problem, LeftOutThoughDone):
        bring_back_done(form, problem)
        return
    for each in problem.problems:
        field = _field_called(each.field, form)
        field.errors = [*field.errors, each.message]


def _field_called(name: str, form: ContactForm) -> Any:
    """The field that a service's problem is about; a new person's by their number in the command."""
    if name.startswith("new_people-"):
        _, number, field = name.split("-")
        return rows_of_new_people(form)[int(number)][field]
    return form["who_text" if name == "who" else name]


def _end_with_a_blank_row(rows: "FieldList[Any]") -> None:
    """A row to type into; not below one to put right first."""
    if not rows.entries or not (rows.entries[-1].form.errors or any(row.form.is_blank for row in rows)):
        rows.append_entry()


def _blank_rows(form: ContactForm) -> dict[str, Any]:
    """One empty row of each kind, numbered by a word that JavaScript replaces."""
    point = PointForm(prefix="points-__index__-")
    offer_of_point(form, point)
    follow_up = FollowUpForm(prefix="follow_ups-__index__-")
    follow_up.owner.choices = form.owner_choices
    return {
        "new_organisations": NewOrganisationForm(prefix="new_organisations-__index__-"),
        "new_people": NewPersonForm(prefix="new_people-__index__-"),
        "follow_ups": follow_up,
        "points": point,
    }


def _date_words(form: ContactForm) -> str:
    """The day that the date was read as, in full."""
    if form.date.errors or not form.date.data:
        return ""
    try:
        return describe_with_weekday(form.read_date())
    except UnreadableDate:
        return ""


def _direction_words(form: ContactForm) -> str:
    direction = find_word(Direction, form.direction.data)
    return direction.label if direction else ""


def _folded_words(form: ContactForm, me: Colleague) -> dict[str, str]:
    """What each folded row holds, told while it is folded."""
    names = {choice.value: choice.label for choice in offered(form.colleagues)}
    our_side = ", ".join(names[number] for number in chosen(form.colleagues) if number in names)
    capacity = f"as {form.capacity.data}" if form.capacity.data else ""
    programme = [
        choice.label
        for field in (form.workstreams, form.commitments, form.themes)
        for choice in offered(field)
        if choice.value in chosen(field)
    ]
    points = sum(not row.form.is_blank for row in form.points)
    time_and_place = ", ".join(value for value in (form.starts_at.data, form.length.data, form.place.data) if value)
    return {
        "our_side": ", ".join(part for part in (our_side, capacity) if part) or "Nobody yet",
        "references": ", ".join(
            part for part in (_direction_words(form), form.our_reference.data, form.their_reference.data) if part
        )
        or "Not said",
        "time_and_place": time_and_place or "Not given",
        "points": f"{points} so far" if points else "None yet",
        "programme": "; ".join(programme) or "No workstream, commitment or theme yet",
        "advice": "Yes" if form.advice_given.data else "No",
        "visibility": "Everyone who can sign in"
        if form.visibility.data == "open"
        else "Restricted: those on it, and those who may read restricted contacts",
    }
