"""Freezing an update as a letter out, and starting again from one."""

import datetime as dt

from app.accounts.models import Colleague
from app.audit.rules import Action, FieldChange
from app.contacts.rules import ContactKind, Direction
from app.contacts.services import ContactFields
from app.core.clock import office_today
from app.core.errors import Conflict
from app.core.plain_dates import DatePrecision, PlainDate
from app.database import db, utc_now
from app.entry.details import ContactDetails, ParticipantKind, ParticipantRef
from app.entry.services import log_contact
from app.organisations.queries import find_own_organisation
from app.partnership.models import CommitteeUpdate, UpdateSentence
from app.partnership.rules import UpdateStatus
from app.partnership.told_in import link_evidence
from app.partnership.updates.details import check_letter
from app.partnership.updates.queries import list_sentences
from app.partnership.updates.reading import read_update
from app.partnership.updates.saving import open_draft, record_action
from app.partnership.updates.taking import MovedOn, compare_with_record

NOTES_ROOM = 90_000  # characters: a longer letter is told of in the notes, not repeated


def freeze_update(
    *, update: CommitteeUpdate, reference: str, sent_on: dt.date | None, version: int, actor: Colleague
) -> None:
    """Keep the update as the letter that it is, and log it as a letter out to the committee.

    Raises InvalidInput, StaleVersion, Conflict where it is frozen already, and MovedOn where the record has moved on.
    """
    open_draft(update, version)
    reference, sent_on = check_letter(update, reference=reference, sent_on=sent_on, today=office_today())
    if compare_with_record(update):
        raise MovedOn("The record has moved on since this was composed. Look at what it says now, then freeze it.")
    _keep_as_sent(update, sent_on)
    update.reference = reference
    update.status = UpdateStatus.FROZEN
    update.frozen_at = utc_now()
    details = _letter(update, sent_on)
    db.session.flush()
    letter = log_contact(details=details, actor=actor, is_sample=update.is_sample).contact
    update.letter_id = letter.id
    db.session.flush()
    record_action(update, Action.FROZEN, actor, [FieldChange("Our reference", "", reference)])


def _keep_as_sent(update: CommitteeUpdate, sent_on: dt.date) -> None:
    """The contact may come to be changed, and either body to have another name."""
    own = find_own_organisation()
    update.sent_on, update.sender, update.recipient = sent_on, own.name if own else "", update.committee.name


def _letter(update: CommitteeUpdate, sent_on: dt.date) -> ContactDetails:
    """The contact that it becomes, about every commitment that it reports on."""
    parts = read_update(update).letter
    text = "\n\n".join(part.text for part in parts)
    return ContactDetails(
        fields=ContactFields(
            kind=ContactKind.LETTER,
            direction=Direction.OUT,
            date=PlainDate(sent_on, DatePrecision.DAY),
            subject=update.title,
            our_reference=update.reference,
            notes=text if len(text) <= NOTES_ROOM else "The text of this letter is kept under Updates.",
        ),
        participants=[ParticipantRef(ParticipantKind.ORGANISATION, update.committee_id)],
        commitment_ids=[part.commitment_id for part in parts if part.commitment_id is not None],
    )


def start_again(*, update: CommitteeUpdate, actor: Colleague) -> CommitteeUpdate:
    """A new draft that says what the frozen one says. Raises Conflict for what is a draft still."""
    if update.status is not UpdateStatus.FROZEN:
        raise Conflict("This is a draft still. Edit it.")
    again = CommitteeUpdate(
        committee_id=update.committee_id,
        title=update.title,
        period_from=update.period_from,
        period_to=update.period_to,
        author_id=actor.id,
        composed_at=update.composed_at,
        is_sample=update.is_sample,
    )
    db.session.add(again)
    db.session.flush()
    copied = [_copy(sentence, again.id) for sentence in list_sentences(update.id)]
    db.session.add_all(copied)
    link_evidence(copied)
    record_action(again, Action.CREATED, actor, [FieldChange("Started again from", "", update.reference)])
    return again


def _copy(sentence: UpdateSentence, update_id: int) -> UpdateSentence:
    same = ("part", "part_heading", "part_position", "key", "position", "composed", "words", "state", "evidence")
    return UpdateSentence(update_id=update_id, **{name: getattr(sentence, name) for name in same})
