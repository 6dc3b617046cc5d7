"""What is said after saving: what was saved, and what was added with it."""

from flask import flash, request, url_for
from markupsafe import Markup

from app.contacts.models import Contact
from app.core.paging import describe_count
from app.core.plain_dates import format_plain_date
from app.drafts.rules import OpenPage
from app.entry.services import Logged
from app.web.undo import flash_with_undo, short_name


def flash_saved(logged: Logged, *, is_new: bool) -> None:
    """Tell what was saved, with the way back: 'Undo / Log another like this / Edit'."""
    contact = logged.contact
    if not is_new:
        flash_changed("Saved.", logged)
    elif logged.was_already_saved:
        flash(saved_message(logged), "saved")
    else:
        links = (
            ("Log another like this", url_for("contacts.log", like=contact.id)),
            ("Edit", url_for("contacts.edit", contact_id=contact.id)),
        )
        address = url_for("contacts.undo_logging", contact_id=contact.id)
        flash_with_undo(saved_message(logged), address, links=links)


def flash_changed(strong: str, logged: Logged, *, words: str = "") -> None:
    """Tell what was changed; where something was, with the way back."""
    if words:
        message = Markup("<strong>{}</strong> {} {}.").format(strong, _link(logged.contact), words)
    else:
        message = saved_message(logged)
    if logged.overwrote is None:
        flash(message, "saved")
        return
    address = url_for("contacts.undo_change", contact_id=logged.contact.id)
    flash_with_undo(message, address, fields={"version": logged.overwrote})


def saved_message(logged: Logged) -> Markup:
    """'Saved. Meeting with …, 5 March 2021, with 1 new person and 1 follow-up.'"""
    contact = logged.contact
    if logged.was_already_saved:
        words = Markup("<strong>Saved once.</strong> {} was sent twice; there is one contact{}.")
        since = f", archived since: {short_name(contact.archived_reason)}" if contact.archived_at else ""
        words = words.format(_link(contact), since)
    else:
        date = format_plain_date(contact.plain_date, style="long")
        words = Markup("<strong>Saved.</strong> {}, {}{}.").format(_link(contact), date, _with(logged))
    return words + received()


def received() -> Markup:
    """For scripts, unseen: up to which of its saves the page that sent the form need keep nothing any more."""
    page = OpenPage.read(request.form.get("page", ""), request.form.get("page_saves", ""), "", "")
    told = Markup('<span data-received-page="{}" data-received-saves="{}" hidden></span>')
    return told.format(page.id, page.saves) if page.id else Markup()


def _link(contact: Contact) -> Markup:
    address = url_for("contacts.contact", contact_id=contact.id)
    return Markup('<a class="govuk-link" href="{}">{}</a>').format(address, short_name(contact.subject))


def _with(logged: Logged) -> str:
    counts = (
        (len(logged.added_organisations), "new organisation", "new organisations"),
        (len(logged.added_people), "new person", "new people"),
        (logged.contact.follow_up_count, "follow-up", "follow-ups"),
        (logged.contact.point_count, "point raised", "points raised"),
        (logged.added_file_count, "file", "files"),
    )
    said = [describe_count(count, singular, plural) for count, singular, plural in counts if count]
    if not said:
        return ""
    return f", with {said[0] if len(said) == 1 else ', '.join(said[:-1]) + ' and ' + said[-1]}"
