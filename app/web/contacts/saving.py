"""Saving a change over what is there, or over what was chosen between two versions of it."""

from collections.abc import Sequence

from flask import current_app, request

from app.contacts.models import Contact
from app.core.errors import StaleVersion
from app.entry.details import ContactDetails
from app.entry.merging import Difference, NotChosen
from app.entry.services import Logged, revise_contact
from app.entry.two_versions import TwoVersions, compare_with_saved
from app.web.access import current_colleague
from app.web.contacts.assemble import contact_details
from app.web.contacts.drafts import page_sent
from app.web.contacts.forms import ContactForm
from app.web.contacts.reading import current_reader
from app.web.contacts.side_by_side import CHOOSE, SEEN, choices_made
from app.web.contacts.who import Who
from app.web.fields import said
from app.web.stale import opened_version


class MustChoose(Exception):
    """Somebody else saved meanwhile; `missing` are differences that a choice was asked for and not made."""

    def __init__(self, versions: TwoVersions, missing: Sequence[Difference] = ()) -> None:
        self.versions, self.missing = versions, missing
        super().__init__()


def sent_token(form: ContactForm) -> str | None:
    return said(form.submission_token)[:64] or None


def save_change(form: ContactForm, who: Who, contact: Contact) -> Logged:
    """Raises MustChoose, InvalidInput, and NotFound when it cannot be read any more."""
    details = contact_details(form, who)
    if request.form.get("action") != CHOOSE:
        try:
            return _revise(form, contact, opened_version(form), details)
        except StaleVersion:
            pass
    return _save_chosen(form, _compare(form, contact.id, details))


def _save_chosen(form: ContactForm, versions: TwoVersions) -> Logged:
    """What the page asked is answered only for the version that it showed."""
    if versions.differences and request.form.get(SEEN) != str(versions.contact.version):
        raise MustChoose(versions)
    try:
        chosen = versions.chosen(choices_made())
    except NotChosen as problem:
        raise MustChoose(versions, problem.differences) from problem
    return _revise(form, versions.contact, versions.contact.version, chosen)


def _compare(form: ContactForm, contact_id: int, details: ContactDetails) -> TwoVersions:
    return compare_with_saved(
        contact_id=contact_id, version=opened_version(form), details=details, reader=current_reader()
    )


def _revise(form: ContactForm, contact: Contact, version: int, details: ContactDetails) -> Logged:
    return revise_contact(
        contact=contact,
        version=version,
        details=details,
        actor=current_colleague(),
        submission_token=sent_token(form),
        page=page_sent(),
        most_files=current_app.config["FILES_PER_CONTACT"],
    )
