"""What its author is told of a contact that was undone, with its form and the way back."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.contacts.models import Contact
from app.core.errors import NotFound
from app.web.contacts.drafts import my_draft, token_of_draft_left
from app.web.undo import flash_with_undo, short_name


def undone_already(contact: Contact) -> ResponseReturnValue:
    """Undo was pressed twice, or the form sent again after it: there is one draft."""
    token = token_of_draft_left(contact)
    try:
        my_draft(token)
    except NotFound:
        words = Markup("<strong>Undone already.</strong> {} is archived, and its form is no longer among your drafts.")
        flash(words.format(short_name(contact.subject)), "notice")
        return redirect(url_for("contacts.contact", contact_id=contact.id))
    return here_is_its_form(contact, token, "Undone already.")


def here_is_its_form(contact: Contact, token: str, strong: str) -> ResponseReturnValue:
    words = Markup("<strong>{}</strong> {} is archived, and here is its form as it was typed.")
    told = words.format(strong, short_name(contact.subject))
    flash_with_undo(told, url_for("contacts.put_back", contact_id=contact.id), button="Put it back")
    return redirect(url_for("contacts.log", draft=token))
