"""What every command on an update does: see that it may be changed, save it under a new version, record it."""

from collections.abc import Sequence

from sqlalchemy.orm.attributes import flag_modified

from app.audit.rules import Action, Actor, FieldChange
from app.audit.services import record
from app.core.errors import Conflict
from app.database import db
from app.partnership.models import CommitteeUpdate, UpdateSentence
from app.partnership.rules import SentenceState, UpdateStatus
from app.partnership.updates.comparing import evidence_of
from app.partnership.updates.queries import KIND
from app.partnership.updates.rules import Part, Sentence
from app.versions import hold

HEADING_LIMIT = 300


def open_draft(update: CommitteeUpdate, version: int) -> None:
    """Hold the draft as it was opened. Raises StaleVersion, and Conflict for what is no draft any more."""
    insist_on_draft(update)
    hold(update, version)


def insist_on_draft(update: CommitteeUpdate) -> None:
    """Raises Conflict for what was frozen or archived."""
    if update.status is UpdateStatus.FROZEN:
        raise Conflict("This update was frozen as a letter, and stays as it was sent. Start again from it instead.")
    if update.archived_at is not None:
        raise Conflict("This update is archived. Restore it first.")


def save_draft(update: CommitteeUpdate, changes: Sequence[FieldChange], actor: Actor) -> None:
    """Raise the version and record what changed; nothing where nothing did."""
    if changes:
        flag_modified(update, "title")  # a change of its sentences alone raises the version too
        record_action(update, Action.CHANGED, actor, changes)
    db.session.flush()


def record_action(update: CommitteeUpdate, action: Action, actor: Actor, changes: Sequence[FieldChange] = ()) -> None:
    record(
        actor=actor,
        action=action,
        subject_kind=KIND,
        subject_id=update.id,
        subject_label=update.title,
        changes=changes,
    )
    db.session.flush()


def new_sentence(update_id: int, part: Part, part_position: int, sentence: Sentence, position: int) -> UpdateSentence:
    """A sentence as it is composed, in no session yet."""
    return UpdateSentence(
        update_id=update_id,
        part=part.id,
        part_heading=part.heading[:HEADING_LIMIT],
        part_position=part_position,
        key=sentence.key,
        position=position,
        composed=sentence.words,
        words=sentence.words,
        state=SentenceState.COMPOSED,
        evidence=evidence_of(sentence),
    )
