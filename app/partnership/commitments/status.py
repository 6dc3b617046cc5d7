"""Moving a commitment on: from which day it stands where, why, and what shows it. Delivered is nothing without that."""

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy import select

from app.accounts.models import Colleague
from app.audit.rules import Action, Actor, FieldChange, differences
from app.audit.services import record
from app.contacts.models import Contact
from app.contacts.queries import get_contact
from app.contacts.rules import ContactStatus
from app.contacts.visibility import Reader
from app.core.errors import Conflict, NotFound, NotPermitted
from app.core.plain_dates import PlainDate, format_plain_date
from app.core.typed_input import TypedInput
from app.database import db
from app.organisations.details import check_website
from app.partnership.commitments.services import KIND
from app.partnership.wording import contact_words
from app.programme.models import Commitment, CommitmentStatusChange, Output
from app.programme.rules import CommitmentStatus, OutputStatus, needs_reason
from app.versions import hold

REASON_LIMIT = 500
DOCUMENT_LIMIT = 300
NO_EVIDENCE = (
    "Say what shows that it was delivered: a contact, an output, a link or a document. "
    "Until there is something, leave it in progress."
)
RESTRICTED_EVIDENCE = (
    "That contact is restricted, and everyone reads what a commitment was delivered by. "
    "Name an open contact, or say it by an output, a link or a document."
)
UNPUBLISHED_EVIDENCE = (
    "That output is not published yet. Name one that is, or leave the commitment in progress until this one is."
)
PUBLISHED = (OutputStatus.PUBLISHED, OutputStatus.RETIRED)


@dataclass(frozen=True, kw_only=True)
class StatusDetails:
    """Where a commitment stands from a day on, why, and what shows it."""

    status: CommitmentStatus
    changed_on: dt.date | None
    reason: str = ""
    contact_id: int | None = None
    output_id: int | None = None
    link: str = ""
    document: str = ""

    @property
    def has_evidence(self) -> bool:
        return bool(self.contact_id or self.output_id or self.link or self.document)


def set_status(
    *,
    commitment: Commitment,
    details: StatusDetails,
    version: int,
    actor: Colleague,
    reader: Reader,
    today: dt.date,
) -> CommitmentStatusChange:
    """Raises InvalidInput, and StaleVersion when the commitment has been saved since `version` was read."""
    hold(commitment, version)
    details = check_status(details, commitment=commitment, reader=reader, today=today)
    before = commitment.status
    change = CommitmentStatusChange(
        commitment_id=commitment.id,
        status=details.status,
        changed_on=details.changed_on,
        reason=details.reason,
        evidence_contact_id=details.contact_id,
        evidence_output_id=details.output_id,
        evidence_link=details.link,
        evidence_document=details.document,
        colleague_id=actor.id,
    )
    db.session.add(change)
    db.session.flush()  # first, since the commitment refers to it
    commitment.status, commitment.status_change_id = details.status, change.id
    db.session.flush()
    _record(commitment, differences({"Status": before.label}, _describe(change)), actor)
    _record_contact(commitment, change, actor, is_new=True)
    db.session.flush()
    return change


def undo_status(*, commitment: Commitment, change_id: int, actor: Actor) -> None:
    """Take the last change of status back. Taken back already is no error.

    Raises Conflict once the status has moved on since, and NotPermitted for anybody but who set it.
    """
    db.session.execute(select(Commitment.id).where(Commitment.id == commitment.id).with_for_update())
    db.session.refresh(commitment)
    change = db.session.get(CommitmentStatusChange, change_id)
    if change is None or change.commitment_id != commitment.id:
        return
    if commitment.status_change_id != change.id:
        raise Conflict("The status has been changed again since. Set it to what it should be instead.")
    if change.colleague_id != actor.id:
        raise NotPermitted
    earlier = _change_before(change)
    told, after = _describe(change), earlier.status if earlier else CommitmentStatus.OPEN
    commitment.status, commitment.status_change_id = after, earlier.id if earlier else None
    db.session.flush()  # first, since nothing that is referred to can be deleted
    _record(commitment, differences(told, {"Status": after.label}), actor)
    _record_contact(commitment, change, actor, is_new=False)
    db.session.delete(change)
    db.session.flush()


def check_status(details: StatusDetails, *, commitment: Commitment, reader: Reader, today: dt.date) -> StatusDetails:
    """The details cleaned. Raises InvalidInput with every problem found."""
    typed = TypedInput()
    checked = replace(
        details,
        reason=typed.line("reason", details.reason, limit=REASON_LIMIT),
        link=check_website(typed, details.link, field="link"),
        document=typed.line("document", details.document, limit=DOCUMENT_LIMIT),
    )
    if checked.status is commitment.status:
        typed.refuse("status", f"Its status is “{checked.status.label}” already. Choose another.")
    if checked.status.needs_evidence and not checked.has_evidence:
        typed.refuse("contact", NO_EVIDENCE)
    if needs_reason(commitment.status, checked.status) and not checked.reason:
        typed.refuse("reason", "Say why. One line will do.")
    _check_day(typed, checked.changed_on, commitment, today)
    _check_contact(typed, checked.contact_id, reader)
    _check_output(typed, checked)
    typed.finish()
    return checked


def _check_day(typed: TypedInput, day: dt.date | None, commitment: Commitment, today: dt.date) -> None:
    if day is None:
        typed.refuse("changed_on", "Enter the day from which it stands so.")
        return
    if day > today:
        typed.refuse("changed_on", "This day is still to come. Enter the day on which it came to stand so.")
    if commitment.made_on is not None and day < commitment.made_on:
        typed.refuse("changed_on", f"This is before it was promised, on {_long(commitment.made_on)}.")
        return
    last = db.session.get(CommitmentStatusChange, commitment.status_change_id) if commitment.status_change_id else None
    if last is not None and day < last.changed_on:
        typed.refuse(
            "changed_on", f"Its status was last set on {_long(last.changed_on)}. Enter that day or a later one."
        )


def _check_contact(typed: TypedInput, contact_id: int | None, reader: Reader) -> None:
    if contact_id is None:
        return
    try:
        contact = get_contact(contact_id, reader=reader)
    except NotFound:
        typed.refuse("contact", "Choose a contact that is in the record.")
        return
    if contact.is_restricted:
        typed.refuse("contact", RESTRICTED_EVIDENCE)
    elif contact.archived_at is not None:
        typed.refuse("contact", "That contact is archived. Restore it first, or name another.")
    elif contact.status is not ContactStatus.HELD:
        typed.refuse("contact", f"That contact is {contact.status.label.lower()}. Name one that was held.")


def _check_output(typed: TypedInput, details: StatusDetails) -> None:
    if details.output_id is None:
        return
    output = db.session.get(Output, details.output_id)
    if output is None or output.archived_at is not None:
        typed.refuse("output", "Choose an output that is in the list of outputs.")
    elif details.status.needs_evidence and output.status not in PUBLISHED:
        typed.refuse("output", UNPUBLISHED_EVIDENCE)


def _change_before(change: CommitmentStatusChange) -> CommitmentStatusChange | None:
    return db.session.scalar(
        select(CommitmentStatusChange)
        .where(CommitmentStatusChange.commitment_id == change.commitment_id, CommitmentStatusChange.id < change.id)
        .order_by(CommitmentStatusChange.id.desc())
        .limit(1)
    )


def _describe(change: CommitmentStatusChange) -> dict[str, str]:
    """Each field's label and what it says, but for a contact: those who may read it are told it, with the reason."""
    output = db.session.get(Output, change.evidence_output_id) if change.evidence_output_id else None
    said = {
        "Status": change.status.label,
        "From": _long(change.changed_on),
        "Why": change.reason if change.evidence_contact_id is None else "",
        "Output as evidence": output.title if output else "",
        "Link as evidence": change.evidence_link,
        "Document as evidence": change.evidence_document,
    }
    return {label: words for label, words in said.items() if words}


def _long(day: dt.date) -> str:
    return format_plain_date(PlainDate(day))


def _record_contact(commitment: Commitment, change: CommitmentStatusChange, actor: Actor, *, is_new: bool) -> None:
    contact = db.session.get(Contact, change.evidence_contact_id) if change.evidence_contact_id else None
    if contact is not None:
        told = {"Why": change.reason, "Contact as evidence": contact_words(contact)}
        _record(commitment, differences(*(({}, told) if is_new else (told, {}))), actor, contact_id=contact.id)


def _record(commitment: Commitment, changes: list[FieldChange], actor: Actor, contact_id: int | None = None) -> None:
    record(
        actor=actor,
        action=Action.CHANGED,
        subject_kind=KIND,
        subject_id=commitment.id,
        subject_label=commitment.title,
        changes=changes,
        contact_id=contact_id,
    )
