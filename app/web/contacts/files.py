"""The files of a contact or of its draft, as the form and the contact's page show them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from flask import current_app, request, url_for

from app.audit.queries import Change, list_contact_changes
from app.contacts.models import Contact
from app.core.clock import at_the_office
from app.core.errors import Conflict, NotFound
from app.documents.kinds import label_of
from app.documents.models import Attachment
from app.documents.queries import (
    get_file_of_contact,
    get_file_of_draft,
    list_files_of_draft,
    list_files_with_removed,
)
from app.documents.rules import FILES_LABEL, NotTaken, size_words
from app.documents.services import (
    keep_with_draft,
    put_back_on_contact,
    put_back_on_draft,
    remove_from_contact,
    remove_from_draft,
)
from app.drafts.rules import is_token
from app.entry.details import LONGEST_NUMBER
from app.web.access import current_colleague, the_account
from app.web.contacts.assemble import attached_ids
from app.web.contacts.forms import ContactForm
from app.web.fields import chosen, said
from app.web.templating import short_date
from app.web.uploads import arrived_files

# Each with "-" and the number of the file.
REMOVE, PUT_BACK = "remove_file", "put_back_file"
REMOVE_SAVED, PUT_BACK_SAVED = "remove_saved_file", "put_back_saved_file"
ADD = "add_files"


@dataclass(frozen=True)
class FileLine:
    """A file as a line of a list: 'minutes.pdf', 'PDF, 1.2 MB'."""

    id: int
    name: str
    about: str
    url: str
    who_and_when: str = ""
    is_removed: bool = False


@dataclass(frozen=True)
class FilesOfContact:
    """Those that are there; those that were removed and can be put back, the latest first; and of these the one
    that was taken off just now, which is told apart from them.
    """

    there: Sequence[FileLine] = ()
    removed: Sequence[FileLine] = ()
    just_removed: FileLine | None = None

    def telling_apart(self, number: int | None) -> "FilesOfContact":
        one = next((line for line in self.removed if line.id == number), None)
        return replace(self, removed=[line for line in self.removed if line is not one], just_removed=one)


def file_line(file: Attachment, token: str = "") -> FileLine:
    """A file of a contact, or with the token of its draft."""
    if token:
        url = url_for("contacts.draft_file", token=token, draft_file_id=file.id)
    else:
        url = url_for("contacts.file", contact_id=file.contact_id, attachment_id=file.id)
    return FileLine(
        id=file.id,
        name=file.name,
        about=f"{label_of(file.media_type)}, {size_words(file.size)}",
        url=url,
        who_and_when="" if token else _who_and_when(file),
        is_removed=file.removed_at is not None,
    )


def _who_and_when(file: Attachment) -> str:
    by = f" by {file.uploaded_by.name}" if file.uploaded_by else ""
    return f"added {short_date(at_the_office(file.uploaded_at))}{by}"


def files_of_page(contact: Contact, changes: Sequence[Change]) -> FilesOfContact:
    """Those of a contact whose changes are read: where none tells of files and none are there, nothing is asked."""
    may_have_removed = any(field["label"] == FILES_LABEL for change in changes for field in change.changes)
    if not contact.attachment_count and not may_have_removed:
        return FilesOfContact()
    return _files_of(contact, changes).telling_apart(request.args.get("removed_file", type=int))


def files_of_form(contact: Contact) -> FilesOfContact:
    """The one that a button of the form has just taken off stays where it was in the list."""
    word, number = _asked(request.form.get("action", ""))
    files = _files_of(contact).telling_apart(number if word == REMOVE_SAVED else None)
    if files.just_removed is None:
        return files
    return replace(files, there=sorted([*files.there, files.just_removed], key=lambda line: line.id))


def _files_of(contact: Contact, changes: Sequence[Change] | None = None) -> FilesOfContact:
    files = list_files_with_removed(contact.id, held=contact.attachment_count)
    removed = [file for file in files if file.removed_at]
    if removed and changes is None:
        changes = list_contact_changes(contact.id)
    return FilesOfContact(
        [file_line(file) for file in files if not file.removed_at],
        [replace(file_line(file), who_and_when=_removed_by_whom(file, changes or [])) for file in removed],
    )


def _removed_by_whom(file: Attachment, changes: Sequence[Change]) -> str:
    """'removed 4 Mar 2021 by …': who did is told by the first change since that takes a file of this name out."""
    since = [change for change in changes if file.removed_at and change.occurred_at >= file.removed_at]
    tells = {"label": FILES_LABEL, "old": file.name, "new": ""}
    names = [change.actor_name for change in since if tells in change.changes]
    when = short_date(at_the_office(file.removed_at)) if file.removed_at else ""
    return f"removed {when} by {names[-1]}" if names else f"removed {when}"


def lines_of_draft(form: ContactForm) -> list[FileLine]:
    """The files of the form's draft, removed ones too, which can be put back. A form that was just opened has none."""
    if request.method == "GET" and "draft" not in request.args:
        return []
    token = said(form.submission_token)
    files = list_files_of_draft(token, author_id=the_account().id, also=attached_ids(form))
    return [file_line(file, of_token) for file, of_token in files]


def keep_posted_files(form: ContactForm, contact: Contact | None) -> bool:
    """Put the files that came with the form with its draft, whatever becomes of the form. Whether all were taken."""
    arrived = arrived_files()
    if not arrived:
        return True
    if not is_token(said(form.submission_token)):
        form.submission_token.data = uuid4().hex
    try:
        answers = keep_with_draft(
            token=said(form.submission_token),
            contact=contact,
            arrived=arrived,
            actor=current_colleague(),
            most=current_app.config["FILES_PER_CONTACT"],
        )
    except Conflict as problem:  # the form was sent before, and saved
        form.files.errors = [str(problem)]
        return False
    form.files.errors = [str(one) for one in answers if isinstance(one, NotTaken)]
    return not form.files.errors


def validate_with_files(form: ContactForm) -> bool:
    """Judge the fields, without forgetting what was said of files before."""
    refused = form.files.errors
    is_valid = form.validate()
    form.files.errors = refused
    return is_valid


def file_limits() -> dict[str, int]:
    """What the page's script refuses before it is sent."""
    return {"megabytes": current_app.config["FILE_MEGABYTES"], "count": current_app.config["FILES_PER_CONTACT"]}


def is_about_files(action: str) -> bool:
    return action.partition("-")[0] in {ADD, REMOVE, PUT_BACK, REMOVE_SAVED, PUT_BACK_SAVED}


def change_files(form: ContactForm, contact: Contact | None, action: str) -> None:
    """The buttons beside files, without a script. What is saved with the contact changes at once, with a trace."""
    word, number = _asked(action)
    if number is None:
        return
    try:
        if word in (REMOVE, PUT_BACK):
            _change_of_draft(said(form.submission_token), number, is_removed=word == REMOVE)
        elif contact is not None:
            _change_of_contact(contact, number, is_removed=word == REMOVE_SAVED)
    except NotFound:  # of a draft that this form has parted from, and which keeps it
        form.attached.data = [one for one in chosen(form.attached) if one != str(number)]
    except Conflict as problem:
        form.files.errors = [*form.files.errors, str(problem)]


def _change_of_draft(token: str, number: int, *, is_removed: bool) -> None:
    file = get_file_of_draft(token, number, author_id=the_account().id, with_removed=True)
    if is_removed:
        remove_from_draft(file)
    else:
        put_back_on_draft(attachment=file, most=current_app.config["FILES_PER_CONTACT"])


def _change_of_contact(contact: Contact, number: int, *, is_removed: bool) -> None:
    file, actor = get_file_of_contact(contact.id, number, with_removed=True), current_colleague()
    if is_removed:
        remove_from_contact(contact=contact, attachment=file, actor=actor)
    else:
        most = current_app.config["FILES_PER_CONTACT"]
        put_back_on_contact(contact=contact, attachment=file, actor=actor, most=most)


def _asked(action: str) -> tuple[str, int | None]:
    """The word of the button, and the number of its file."""
    word, _dash, number = action.partition("-")
    is_number = number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER
    return word, int(number) if is_number else None


def folded_words(lines: list[FileLine]) -> str:
    """What the folded row says that it holds."""
    there = [line.name for line in lines if not line.is_removed]
    return ", ".join(there) or "None yet"
