"""Commands on commitments."""

import datetime as dt
from typing import TypeVar

from app.accounts.models import Colleague
from app.audit.rules import Action, Actor, FieldChange, differences
from app.audit.services import record
from app.contacts.models import Contact
from app.contacts.visibility import Reader
from app.core.plain_dates import PlainDate, format_plain_date
from app.database import Model, db
from app.names.services import NamedThing, index_names, index_new_names
from app.organisations.models import Organisation
from app.partnership.commitments.details import CommitmentDetails, check_details
from app.partnership.wording import contact_words
from app.people.models import Person, Post
from app.people.whom import whom_words
from app.programme.archiving import archive_record, restore_record
from app.programme.models import Commitment, Workstream
from app.versions import hold

KIND = "commitment"
Record = TypeVar("Record", bound=Model)


def add_commitment(*, details: CommitmentDetails, actor: Actor, reader: Reader, today: dt.date) -> Commitment:
    """Raises InvalidInput."""
    details = check_details(details, commitment=None, reader=reader, today=today)
    commitment = Commitment()
    _describe(commitment, details)
    db.session.add(commitment)
    db.session.flush()
    index_new_names([_named(commitment)])
    _record(commitment, Action.CREATED, actor, differences({}, describe_commitment(commitment)))
    _record_made_at(commitment, None, details.made_at_id, actor)
    db.session.flush()
    return commitment


def change_commitment(
    *,
    commitment: Commitment,
    details: CommitmentDetails,
    version: int,
    actor: Actor,
    reader: Reader,
    today: dt.date,
) -> Commitment:
    """Raises InvalidInput, and StaleVersion when it has been saved since `version` was read."""
    hold(commitment, version)
    details = check_details(details, commitment=commitment, reader=reader, today=today)
    before, made_at_before = describe_commitment(commitment), commitment.made_at_id
    with db.session.no_autoflush:  # one UPDATE, so that the version goes up by one
        _describe(commitment, details)
    db.session.flush()
    changes = differences(before, describe_commitment(commitment))
    if changes:
        index_names(_named(commitment))
        _record(commitment, Action.CHANGED, actor, changes)
    _record_made_at(commitment, made_at_before, details.made_at_id, actor)
    db.session.flush()
    return commitment


def archive_commitment(*, commitment: Commitment, reason: str, actor: Actor) -> None:
    """Take it out of lists and searches; what is recorded of it stays. Raises InvalidInput and StaleVersion."""
    archive_record(commitment, kind=KIND, label=commitment.title, reason=reason, actor=actor)
    index_names(_named(commitment))


def restore_commitment(*, commitment: Commitment, actor: Actor) -> None:
    """Put it back. Raises StaleVersion."""
    restore_record(commitment, kind=KIND, label=commitment.title, actor=actor)
    index_names(_named(commitment))


def describe_commitment(commitment: Commitment) -> dict[str, str]:
    """Each field's label and what it says. At which contact it was made is told apart, to fewer readers."""
    return {
        "Words": commitment.words,
        "Short name": commitment.title,
        "Promised by": promised_by(commitment),
        "Promised to": promised_to(commitment),
        "Made on": _day(commitment.made_on),
        "Due": _day(commitment.due_on),
        "Owner": commitment.owner.name if commitment.owner else "",
        "Workstream": commitment.workstream.name if commitment.workstream else "",
        "Document": commitment.source_document,
        "Paragraph": commitment.source_paragraph,
    }


def promised_by(commitment: Commitment) -> str:
    """'Us', 'Us: Information Commissioner', 'Example County Council'."""
    who = whom_words(organisation=commitment.by_organisation, person=commitment.by_person, post=commitment.by_post)
    if commitment.is_ours:
        return f"Us: {who}" if who else "Us"
    return who or "Them"


def promised_to(commitment: Commitment) -> str:
    """'Us' where it is theirs and nobody else is named."""
    who = whom_words(organisation=commitment.to_organisation, person=commitment.to_person, post=commitment.to_post)
    return who or ("" if commitment.is_ours else "Us")


def _day(day: dt.date | None) -> str:
    return format_plain_date(PlainDate(day)) if day else ""


def _describe(commitment: Commitment, details: CommitmentDetails) -> None:
    commitment.title, commitment.words = details.title, details.words
    commitment.is_ours = details.is_ours
    commitment.by_organisation = _found(Organisation, details.by.organisation_id)
    commitment.by_person = _found(Person, details.by.person_id)
    commitment.by_post = _found(Post, details.by.post_id)
    commitment.to_organisation = _found(Organisation, details.to.organisation_id)
    commitment.to_person = _found(Person, details.to.person_id)
    commitment.to_post = _found(Post, details.to.post_id)
    commitment.made_on, commitment.due_on = details.made_on, details.due_on
    commitment.made_at_id = details.made_at_id
    commitment.owner = _found(Colleague, details.owner_id)
    commitment.workstream = _found(Workstream, details.workstream_id)
    commitment.source_document, commitment.source_paragraph = details.source_document, details.source_paragraph


def _found(model: type[Record], number: int | None) -> Record | None:
    return db.session.get(model, number) if number is not None else None


def _named(commitment: Commitment) -> NamedThing:
    return NamedThing(KIND, commitment.id, [commitment.title], commitment.archived_at is not None)


def _record_made_at(commitment: Commitment, before: int | None, after: int | None, actor: Actor) -> None:
    """Each contact in an entry of its own, which those alone are shown who may read the contact."""
    if before == after:
        return
    for contact_id, is_new in ((before, False), (after, True)):
        contact = _found(Contact, contact_id)
        if contact is not None:
            words = contact_words(contact)
            change = FieldChange("Made at", "", words) if is_new else FieldChange("Made at", words, "")
            _record(commitment, Action.CHANGED, actor, [change], contact_id=contact.id)


def _record(
    commitment: Commitment,
    action: Action,
    actor: Actor,
    changes: list[FieldChange],
    contact_id: int | None = None,
) -> None:
    record(
        actor=actor,
        action=action,
        subject_kind=KIND,
        subject_id=commitment.id,
        subject_label=commitment.title,
        changes=changes,
        contact_id=contact_id,
    )
