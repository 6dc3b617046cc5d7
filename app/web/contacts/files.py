"""The files of a contact or of its draft, as the form and the contact's page show them."""

from dataclasses import dataclass
from uuid import uuid4

from flask import current_app, request, url_for

from app.contacts.models import Contact
from app.core.clock import at_the_office
from app.core.errors import Conflict, NotFound
from app.documents.kinds import label_of
from app.documents.models import Attachment
from app.documents.queries import get_file_of_contact, get_file_of_draft, list_files_of_contact, list_files_of_draft
from app.documents.rules import NotTaken, size_words
from app.documents.services import keep_with_draft, put_back_on_draft, remove_from_draft
from app.drafts.rules import is_token
from app.entry.details import LONGEST_NUMBER
from app.web.access import current_colleague, the_account
from app.web.contacts.assemble import attached_ids
from app.web.contacts.forms import ContactForm
from app.web.fields import chosen, said
from app.web.templating import short_date
from app.web.uploads import arrived_files

REMOVE, PUT_BACK = "remove_file", "put_back_file"  # each with "-" and the number of the file
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


def lines_of_contact(contact: Contact) -> list[FileLine]:
    return [file_line(file) for file in list_files_of_contact(contact.id)] if contact.attachment_count else []


def removed_line(contact: Contact) -> FileLine | None:
    """The file that was just taken off, while the page that says so is on screen; none once it is back."""
    number = request.args.get("removed_file", type=int)
    if number is None or not 0 < number < 2**31:
        return None
    try:
        line = file_line(get_file_of_contact(contact.id, number, with_removed=True))
    except NotFound:
        return None
    return line if line.is_removed else None


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
    answers = keep_with_draft(
        token=said(form.submission_token),
        contact=contact,
        arrived=arrived,
        actor=current_colleague(),
        most=current_app.config["FILES_PER_CONTACT"],
    )
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
    return action.partition("-")[0] in {ADD, REMOVE, PUT_BACK}


def change_files(form: ContactForm, action: str) -> None:
    """The buttons beside files, without a script."""
    word, dash, number = action.partition("-")
    if not (dash and number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER):
        return
    try:
        file = get_file_of_draft(
            said(form.submission_token), int(number), author_id=the_account().id, with_removed=True
        )
        if word == REMOVE:
            remove_from_draft(file)
        else:
            put_back_on_draft(attachment=file, most=current_app.config["FILES_PER_CONTACT"])
    except NotFound:  # of a draft that this form has parted from, and which keeps it
        form.attached.data = [one for one in chosen(form.attached) if one != number]
    except Conflict as problem:
        form.files.errors = [*form.files.errors, str(problem)]


def folded_words(lines: list[FileLine]) -> str:
    """What the folded row says that it holds."""
    there = [line.name for line in lines if not line.is_removed]
    return ", ".join(there) or "None yet"
