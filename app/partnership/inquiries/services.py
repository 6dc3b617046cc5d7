"""Commands on inquiries, on the contacts that belong to them, on witnesses and on letters that answer."""

from sqlalchemy import select

from app.audit.rules import Action, Actor, FieldChange, differences
from app.audit.services import record
from app.contacts.models import Contact
from app.contacts.rules import ContactKind, ContactStatus, Direction
from app.core.errors import InvalidInput
from app.core.plain_dates import PlainDate, format_plain_date
from app.database import Model, db
from app.organisations.queries import find_organisation
from app.partnership.inquiries.details import InquiryDetails, check_details
from app.partnership.inquiries.queries import KIND
from app.partnership.inquiries.rules import ANSWERING_KINDS
from app.partnership.models import Inquiry, InquiryContact, UndertakingAnswer, Witness
from app.people.post_queries import find_post
from app.people.queries import find_person
from app.people.whom import Whom, whom_words
from app.programme.archiving import archive_record, restore_record
from app.programme.models import Commitment
from app.versions import hold


def add_inquiry(*, details: InquiryDetails, actor: Actor, is_sample: bool = False) -> Inquiry:
    """Raises InvalidInput."""
    details = check_details(details)
    inquiry = Inquiry(is_sample=is_sample)
    _describe(inquiry, details)
    db.session.add(inquiry)
    db.session.flush()
    _record(inquiry, Action.CREATED, actor, differences({}, describe_inquiry(inquiry)))
    return inquiry


def change_inquiry(*, inquiry: Inquiry, details: InquiryDetails, version: int, actor: Actor) -> None:
    """Raises InvalidInput, and StaleVersion when it has been saved since `version` was read."""
    hold(inquiry, version)
    details = check_details(details)
    before = describe_inquiry(inquiry)
    with db.session.no_autoflush:  # one UPDATE, so that the version goes up by one
        _describe(inquiry, details)
    db.session.flush()
    changes = differences(before, describe_inquiry(inquiry))
    if changes:
        _record(inquiry, Action.CHANGED, actor, changes)


def archive_inquiry(*, inquiry: Inquiry, reason: str, actor: Actor) -> None:
    """Take it out of the list; what is recorded of it stays. Raises InvalidInput and StaleVersion."""
    archive_record(inquiry, kind=KIND, label=inquiry.title, reason=reason, actor=actor)


def restore_inquiry(*, inquiry: Inquiry, actor: Actor) -> None:
    """Raises StaleVersion."""
    restore_record(inquiry, kind=KIND, label=inquiry.title, actor=actor)


def describe_inquiry(inquiry: Inquiry) -> dict[str, str]:
    """Each field's label and what it says, as people read it."""
    return {
        "Title": inquiry.title,
        "Committee": inquiry.committee.name,
        "About": inquiry.about,
        "Reference": inquiry.reference,
        "Link": inquiry.link,
        "Opened": format_plain_date(PlainDate(inquiry.opened_on)) if inquiry.opened_on else "",
        "Closed": format_plain_date(PlainDate(inquiry.closed_on)) if inquiry.closed_on else "",
    }


def add_to_inquiry(*, inquiry: Inquiry, contact: Contact, actor: Actor) -> None:
    """Raises InvalidInput when the contact belongs to it already."""
    _hold(Inquiry, inquiry.id)
    key = {"inquiry_id": inquiry.id, "contact_id": contact.id}
    if db.session.get(InquiryContact, key) is not None:
        raise InvalidInput.of("contact", "This contact belongs to the inquiry already. Name another.")
    _add(InquiryContact(**key, sort_key=contact.sort_key))
    _record_on(contact, FieldChange("Inquiry", "", inquiry.title), actor)


def take_from_inquiry(*, inquiry: Inquiry, contact: Contact, actor: Actor) -> None:
    """Take the contact out of the inquiry. Not in it is no error."""
    if _remove(db.session.get(InquiryContact, {"inquiry_id": inquiry.id, "contact_id": contact.id})):
        _record_on(contact, FieldChange("Inquiry", inquiry.title, ""), actor)


def add_witness(*, session: Contact, whom: Whom, actor: Actor) -> Witness:
    """Say who gave evidence. Raises InvalidInput for nobody, for one named already, and where none is heard."""
    if session.kind is not ContactKind.EVIDENCE_SESSION:
        raise InvalidInput.of("who", "Witnesses are heard at an evidence session. This contact is of another kind.")
    if whom.is_nobody:
        raise InvalidInput.of("who", "Name who gave evidence.")
    witness = Witness(
        contact_id=session.id, organisation_id=whom.organisation_id, person_id=whom.person_id, post_id=whom.post_id
    )
    _hold(Contact, session.id)
    words = _words(whom)
    same = select(Witness.id).filter_by(contact_id=session.id, person_id=whom.person_id, post_id=whom.post_id)
    if db.session.scalar(same.filter_by(organisation_id=whom.organisation_id)) is not None:
        raise InvalidInput.of("who", f"{words} is named as a witness already. Name another.")
    _add(witness)
    _record_on(session, FieldChange("Witness", "", words), actor)
    return witness


def remove_witness(*, witness: Witness, session: Contact, actor: Actor) -> None:
    words = _words(Whom(witness.organisation_id, witness.person_id, witness.post_id))
    _remove(witness)
    _record_on(session, FieldChange("Witness", words, ""), actor)


def answer_undertaking(*, commitment: Commitment, letter: Contact, actor: Actor) -> None:
    """Say that a letter answers it. Raises InvalidInput for one that does already, and for what cannot."""
    _insist_that_it_can_answer(letter, commitment)
    _hold(Commitment, commitment.id)
    key = {"commitment_id": commitment.id, "contact_id": letter.id}
    if db.session.get(UndertakingAnswer, key) is not None:
        raise InvalidInput.of("letter", "This letter is said to answer it already. Choose another.")
    _add(UndertakingAnswer(**key))
    _record_on(letter, FieldChange("Answers", "", commitment.title), actor)


def take_answer_back(*, commitment: Commitment, letter: Contact, actor: Actor) -> None:
    """Say no more that the letter answers it. Not said is no error."""
    if _remove(db.session.get(UndertakingAnswer, {"commitment_id": commitment.id, "contact_id": letter.id})):
        _record_on(letter, FieldChange("Answers", commitment.title, ""), actor)


def _describe(inquiry: Inquiry, details: InquiryDetails) -> None:
    for name in ("title", "about", "reference", "link", "opened_on", "closed_on"):
        setattr(inquiry, name, getattr(details, name))
    committee = find_organisation(details.committee_id) if details.committee_id else None
    if committee is not None:
        inquiry.committee = committee


def _insist_that_it_can_answer(letter: Contact, commitment: Commitment) -> None:
    refused = ""
    if letter.kind not in ANSWERING_KINDS:
        refused = "An undertaking is answered by a letter or an email. Choose one."
    elif letter.archived_at is not None:
        refused = "This letter is archived. Restore it first, or choose another."
    elif letter.status is not ContactStatus.HELD:
        refused = f"This letter is {letter.status.label.lower()}. Choose one that was sent."
    elif commitment.is_ours and letter.direction is Direction.IN:
        refused = "This letter came in. What we undertook is answered by a letter of ours: choose that."
    if refused:
        raise InvalidInput.of("letter", refused)


def _hold(model: type[Inquiry | Contact | Commitment], record_id: int) -> None:
    """So that two who add the same at once do so one after the other."""
    db.session.execute(select(model.id).where(model.id == record_id).with_for_update())


def _add(row: Model) -> None:
    db.session.add(row)
    db.session.flush()


def _remove(row: Model | None) -> bool:
    """Whether there was anything to remove."""
    if row is None:
        return False
    db.session.delete(row)
    db.session.flush()
    return True


def _words(whom: Whom) -> str:
    return whom_words(
        organisation=find_organisation(whom.organisation_id) if whom.organisation_id else None,
        person=find_person(whom.person_id) if whom.person_id else None,
        post=find_post(whom.post_id) if whom.post_id else None,
    )


def _record(inquiry: Inquiry, action: Action, actor: Actor, changes: list[FieldChange]) -> None:
    record(
        actor=actor,
        action=action,
        subject_kind=KIND,
        subject_id=inquiry.id,
        subject_label=inquiry.title,
        changes=changes,
    )


def _record_on(contact: Contact, change: FieldChange, actor: Actor) -> None:
    """Among the contact's own changes, which are read by those who may read it."""
    record(
        actor=actor,
        action=Action.CHANGED,
        subject_kind="contact",
        subject_id=contact.id,
        subject_label=contact.subject,
        changes=[change],
        contact_id=contact.id,
    )
