"""Marking contacts as reviewed, one or several at once, and undoing it."""

import datetime as dt
from collections.abc import Sequence

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.accounts.rules import Permission
from app.contacts.models import Contact
from app.core.errors import Conflict
from app.core.paging import describe_count
from app.reviews.queries import PAGE_SIZE, list_contacts_held
from app.reviews.services import mark_reviewed, review_of, take_back_review
from app.web.access import current_colleague, requires
from app.web.contacts.reading import current_reader
from app.web.directory_lists import numbers_in
from app.web.redirects import came_from
from app.web.reviews import blueprint
from app.web.reviews.undoing import Former, carried, former_of
from app.web.undo import flash_with_undo, short_name


@blueprint.post("/mark")
@requires(Permission.REVIEW_CONTACTS)
def mark() -> ResponseReturnValue:
    """Those that were ticked, or all that the page showed."""
    back = came_from("reviews.index")
    numbers = numbers_in(request.form, "shown" if "all" in request.form else "contact")[:PAGE_SIZE]
    if not numbers:
        flash(Markup("<strong>Nothing was marked.</strong> Tick the contacts that you have reviewed."), "problem")
        return redirect(back)
    contacts = list_contacts_held(numbers, reader=current_reader())
    now = dt.datetime.now(dt.UTC)
    former, refused = _mark_each(contacts, now)
    if former:
        words = Markup("<strong>Reviewed.</strong> {}.").format(_named(former, contacts))
        flash_with_undo(words, url_for("reviews.take_back"), fields={"former": carried(former, now), "next": back})
    if refused:
        flash(Markup("<strong>Not reviewed.</strong> {}").format(" ".join(refused)), "problem")
    if not former and not refused:
        flash(Markup("<strong>Reviewed already.</strong> Nothing was changed since."), "notice")
    return redirect(back)


@blueprint.post("/take-back")
@requires(Permission.REVIEW_CONTACTS)
def take_back() -> ResponseReturnValue:
    back, carried_here = came_from("reviews.index"), former_of(request.form.get("former", ""))
    if carried_here is None:
        abort(400)
    marked_at, former = carried_here[0], dict(carried_here[1])
    contacts = list_contacts_held(former, reader=current_reader())
    ours = [contact for contact in contacts if contact.reviewed_at == marked_at]
    for contact in ours:
        take_back_review(contact=contact, actor=current_colleague(), was=former[contact.id])
    if len(ours) == len(former):
        flash(Markup("<strong>Undone.</strong> It is as it was before."), "saved")
    else:
        words = Markup("<strong>Not undone.</strong> Somebody has reviewed {} since, or taken that back.")
        rest = len(former) - len(ours)
        flash(words.format("it" if len(former) == 1 else f"{rest} of the {len(former)}"), "problem")
    return redirect(back)


def _mark_each(contacts: Sequence[Contact], now: dt.datetime) -> tuple[list[Former], list[str]]:
    """The reviews that the contacts had which are marked now, and why others could not be."""
    former: list[Former] = []
    refused: list[str] = []
    for contact in contacts:
        was = review_of(contact)
        try:
            if mark_reviewed(contact=contact, actor=current_colleague(), now=now):
                former.append((contact.id, was))
        except Conflict as problem:
            refused.append(f"{short_name(contact.subject)}: {problem}")
    return former, refused


def _named(former: Sequence[Former], contacts: Sequence[Contact]) -> str:
    if len(former) > 1:
        return describe_count(len(former), "contact", "contacts")
    return next(short_name(contact.subject) for contact in contacts if contact.id == former[0][0])
