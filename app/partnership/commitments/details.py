"""What a colleague says of a promise, and whether it can be so."""

import datetime as dt
from dataclasses import dataclass, replace

from app.accounts.models import Colleague
from app.contacts.models import Contact
from app.contacts.queries import get_contact
from app.contacts.visibility import Reader
from app.core.errors import NotFound
from app.core.plain_dates import DatePrecision, PlainDate, format_plain_date
from app.core.text import shortened
from app.core.typed_input import TypedInput
from app.database import db
from app.organisations.queries import find_own_organisation
from app.partnership.commitments.queries import first_status_day
from app.people.whom import NOBODY, Whom
from app.programme.models import Commitment, Workstream

TITLE_LIMIT = 200
WORDS_LIMIT = 20_000
DOCUMENT_LIMIT = 300
PARAGRAPH_LIMIT = 40
TITLE_OF_WORDS = 80  # characters of the words, where nobody gave it a name
RESTRICTED_MADE_AT = (
    "That contact is restricted. Everyone who can sign in reads this commitment, though only those who may read "
    "the contact are shown where it was made. See that its words tell nothing of the contact, then tick the box below."
)


@dataclass(frozen=True, kw_only=True)
class CommitmentDetails:
    """Everything that one form says of a promise."""

    words: str
    title: str = ""
    is_ours: bool = True
    by: Whom = NOBODY
    to: Whom = NOBODY
    made_on: dt.date | None = None
    made_at_id: int | None = None
    knows_restricted: bool = False  # that it was made at a restricted contact, and what others see then
    due_on: dt.date | None = None
    owner_id: int | None = None
    workstream_id: int | None = None
    source_document: str = ""
    source_paragraph: str = ""


def check_details(
    details: CommitmentDetails, *, commitment: Commitment | None, reader: Reader, today: dt.date
) -> CommitmentDetails:
    """The details cleaned. Raises InvalidInput with every problem found."""
    typed = TypedInput()
    words = typed.text("words", details.words, limit=WORDS_LIMIT)
    if not words and not any(problem.field == "words" for problem in typed.problems):
        typed.refuse("words", "Enter the words of the promise.")
    title = typed.line("title", details.title, limit=TITLE_LIMIT)
    checked = replace(
        details,
        words=words,
        title=title or shortened(words, TITLE_OF_WORDS),
        source_document=typed.line("source_document", details.source_document, limit=DOCUMENT_LIMIT),
        source_paragraph=typed.line("source_paragraph", details.source_paragraph, limit=PARAGRAPH_LIMIT),
    )
    if checked.source_paragraph and not checked.source_document:
        typed.refuse("source_document", "Say which document the paragraph is of, or take the paragraph out.")
    checked = _check_made_at(typed, checked, commitment, reader)
    _check_days(typed, checked, commitment, today)
    _check_whose(typed, checked)
    _check_choices(typed, checked, commitment)
    typed.finish()
    return checked


def _check_made_at(
    typed: TypedInput, details: CommitmentDetails, commitment: Commitment | None, reader: Reader
) -> CommitmentDetails:
    """With the contact's day where it says none itself. One that the reader may not read stays as it is."""
    before = commitment.made_at_id if commitment is not None else None
    if details.made_at_id is None:
        is_hidden = before is not None and _read(before, reader) is None
        return replace(details, made_at_id=before) if is_hidden else details
    contact = _read(details.made_at_id, reader)
    if contact is None:
        typed.refuse("made_at", "Choose a contact that is in the record.")
        return details
    if contact.is_restricted:
        if contact.id != before and not details.knows_restricted:
            typed.refuse("made_at", RESTRICTED_MADE_AT)
        return details  # its date is not everybody's to read
    if details.made_on is None and contact.date_precision is DatePrecision.DAY:
        return replace(details, made_on=contact.date)
    return details


def _read(contact_id: int, reader: Reader) -> Contact | None:
    try:
        return get_contact(contact_id, reader=reader)
    except NotFound:
        return None


def _check_days(typed: TypedInput, details: CommitmentDetails, commitment: Commitment | None, today: dt.date) -> None:
    made_on, due_on = details.made_on, details.due_on
    if made_on is None:
        return
    if made_on > today:
        typed.refuse("made_on", "This day is still to come. Enter the day on which it was promised.")
    if due_on is not None and due_on < made_on:
        typed.refuse("due_on", f"This is before it was promised, on {_long(made_on)}. Change one of the two.")
    first_set = first_status_day(commitment.id) if commitment is not None else None
    if first_set is not None and made_on > first_set:
        typed.refuse("made_on", f"Its status was set on {_long(first_set)}. It cannot have been promised after that.")


def _long(day: dt.date) -> str:
    return format_plain_date(PlainDate(day))


def _check_whose(typed: TypedInput, details: CommitmentDetails) -> None:
    own = find_own_organisation()
    own_id = own.id if own is not None else None
    by = details.by.organisation_id
    if details.is_ours and by is not None and by != own_id:
        typed.refuse("by", "They are not of our own organisation. Choose “They did”, or take the name out.")
    elif not details.is_ours and details.by.is_nobody:
        typed.refuse("by", "Enter who promised it: an organisation, a person or a post.")
    elif not details.is_ours and by is not None and by == own_id:
        typed.refuse("by", "That is our own organisation. Choose “We did”.")


def _check_choices(typed: TypedInput, details: CommitmentDetails, commitment: Commitment | None) -> None:
    """What the commitment has already may stay, though it is offered no more."""
    owner_id = details.owner_id
    if owner_id is not None and (commitment is None or commitment.owner_id != owner_id):
        owner = db.session.get(Colleague, owner_id)
        if owner is None or not owner.is_active:
            typed.refuse("owner_id", "Choose a colleague from the list.")
    workstream_id = details.workstream_id
    if workstream_id is not None and (commitment is None or commitment.workstream_id != workstream_id):
        workstream = db.session.get(Workstream, workstream_id)
        if workstream is None or workstream.archived_at is not None:
            typed.refuse("workstream_id", "Choose a workstream from the list.")
