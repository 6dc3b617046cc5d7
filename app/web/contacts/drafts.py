"""The contact form and its draft: what of the form is kept, and the form as it was kept."""

import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app, request, url_for
from werkzeug.datastructures import MultiDict

from app.contacts.models import Contact
from app.contacts.queries import get_contact
from app.core.clock import at_the_office
from app.core.errors import NotFound
from app.drafts.models import Draft
from app.drafts.queries import find_contact_saved_from, get_draft
from app.drafts.rules import OpenPage
from app.entry.details import LONGEST_NUMBER
from app.web.access import the_account
from app.web.contacts.draft_rows import DraftRow, draft_rows
from app.web.contacts.forms import ContactForm
from app.web.contacts.reading import current_reader
from app.web.fields import said

# What is of the page that sends the form, not of what is typed into it.
OF_THE_PAGE = frozenset(
    {
        "csrf_token",
        "submission_token",
        "page",
        "page_saves",
        "opened_page",
        "opened_saves",
        "is_left",
        "is_blank",
        "contact",
        "action",
    }
)


def typed_pairs(form: "MultiDict[str, str]") -> list[tuple[str, str]]:
    """What a draft keeps of a form that was sent."""
    return [(name, value) for name, value in form.items(multi=True) if name not in OF_THE_PAGE]


def page_sent() -> OpenPage:
    """The page that sends the form."""
    return OpenPage.read(
        *(request.form.get(name, "") for name in ("page", "page_saves", "opened_page", "opened_saves"))
    )


def contact_id_sent() -> int | None:
    """The contact that the page says it changes, whether its author may read that or not."""
    text = request.form.get("contact", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def typed_into(draft: Draft) -> "MultiDict[str, str]":
    """The form as it was sent."""
    return MultiDict([(name, value) for name, value in draft.typed])


def my_draft(token: str) -> Draft:
    """Raises NotFound when there is none of mine."""
    return get_draft(token, author_id=the_account().id)


def contact_to_change(draft: Draft) -> Contact | None:
    """The contact that the draft changes, if its author may still read it."""
    if draft.contact_id is None:
        return None
    try:
        return get_contact(draft.contact_id, reader=current_reader())
    except NotFound:
        return None


def token_of_draft_left(contact: Contact) -> str:
    """Names the draft that undoing leaves, beyond guessing: the same at a second press, another at the next undoing."""
    undone_at = contact.archived_at.isoformat() if contact.archived_at else ""
    return _token_of(f"undone contact {contact.id} {undone_at}")


def token_of_draft_beside(token: str, typed: Sequence[tuple[str, str]]) -> str:
    """Names the draft that a form leaves whose contact was saved before: the same for the same text."""
    return _token_of(f"sent again {token} {json.dumps(typed)}")


def _token_of(draft: str) -> str:
    key = str(current_app.secret_key).encode()
    return hmac.digest(key, draft.encode(), "sha256").hex()[:32]


def address_of_saved(token: str) -> str | None:
    """The contact that was saved with the form of this token."""
    contact_id = find_contact_saved_from(token, author=current_reader())
    return url_for("contacts.contact", contact_id=contact_id) if contact_id else None


def continue_draft(form: ContactForm, draft: Draft) -> None:
    """Let the form save into this draft, and end it."""
    form.submission_token.data = draft.token
    form.opened_page.data, form.opened_saves.data = draft.page, str(draft.page_saves)


def pass_the_page_on(form: ContactForm) -> None:
    """The form goes back as another page: it may go on with what the page that sent it had saved as a draft."""
    if said(form.page):
        form.opened_page.data, form.opened_saves.data = form.page.data, form.page_saves.data
        form.page.data = form.page_saves.data = ""


@dataclass(frozen=True)
class DraftsOnPage:
    """What the page of the form says of drafts."""

    fresh_address: str  # where throwing one away leads to
    continued: DraftRow | None = None
    is_apart: bool = False  # it was to change a contact that its author may read no more
    of_contact: Sequence[DraftRow] = ()
    others: int = 0


def drafts_on_page(contact: Contact | None, draft: Draft | None) -> DraftsOnPage:
    """Of a page that was just opened; one that comes back says nothing of drafts."""
    fresh = url_for("contacts.edit", contact_id=contact.id) if contact else url_for("home.index")
    if request.method != "GET":
        return DraftsOnPage(fresh)
    mine = draft_rows(current_reader(), contact_id=contact.id if contact else None)
    there = [row for row in mine if not row.has_expired]
    if draft is not None:
        continued = next((row for row in there if row.token == draft.token), None)
        return DraftsOnPage(fresh, continued, is_apart=contact is None and draft.contact_id is not None)
    return DraftsOnPage(fresh, of_contact=there) if contact else DraftsOnPage(fresh, others=len(there))


def draft_attributes(form: ContactForm, draft: Draft | None) -> dict[str, str]:
    """What the page's scripts have to know to keep a draft."""
    return {
        "data-draft": url_for("contacts.save_draft", token=said(form.submission_token)),
        "data-colleague": str(the_account().id),
        "data-sign-in": url_for("accounts.sign_in_again"),
        "data-saved-at": f"{at_the_office(draft.saved_at):%H:%M}" if draft else "",
    }
