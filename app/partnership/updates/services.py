"""Commands on updates: composing, editing, restoring, and taking what the record says now."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_hex

from app.audit.rules import Action, Actor, FieldChange
from app.core.clock import office_today
from app.core.errors import Conflict, NotFound
from app.core.typed_input import TypedInput
from app.database import db
from app.partnership.models import CommitteeUpdate, UpdateSentence
from app.partnership.rules import SentenceState, UpdateStatus
from app.partnership.told_in import link_evidence
from app.partnership.updates.comparing import is_written
from app.partnership.updates.composing import compose
from app.partnership.updates.details import UpdateDetails, check_details, check_words
from app.partnership.updates.queries import KIND, list_sentences, read_still_told
from app.partnership.updates.saving import new_sentence, open_draft, record_action, save_draft
from app.programme.archiving import archive_record, restore_record

AFTER_COMPOSED = 10_000  # the place of the author's own sentences, which stand after all that is composed


def compose_update(
    *, details: UpdateDetails, actor: Actor, today: dt.date | None = None, is_sample: bool = False
) -> CommitteeUpdate:
    """Make a draft of what the record holds. Raises InvalidInput."""
    today = today or office_today()
    details, committee, first, last = check_details(details, today=today)
    update = CommitteeUpdate(
        committee_id=committee.id,
        title=details.title,
        period_from=first,
        period_to=last,
        author_id=actor.id,
        is_sample=is_sample,
    )
    db.session.add(update)
    db.session.flush()
    parts = compose(committee, first, last, today=today)
    sentences = [
        new_sentence(update.id, part, part_position, sentence, position)
        for part_position, part in enumerate(parts)
        for position, sentence in enumerate(part.sentences)
    ]
    db.session.add_all(sentences)
    link_evidence(sentences)
    record_action(update, Action.CREATED, actor, [FieldChange("Committee", "", committee.name)])
    return update


@dataclass(frozen=True)
class SentenceEdit:
    """How a sentence is to stand; `field` is where its problems are told."""

    id: int
    words: str
    is_left_out: bool
    field: str = ""


def edit_part(
    *, update: CommitteeUpdate, part: str, edits: Sequence[SentenceEdit], written: str, version: int, actor: Actor
) -> None:
    """Write the author's words over sentences of a part, and add one of their own at its end, if there is one.

    What is kept back of it stays as it is. Raises InvalidInput, StaleVersion, and Conflict for a frozen update.
    """
    open_draft(update, version)
    of_part = {each.id: each for each in list_sentences(update.id) if each.part == part}
    if not of_part:
        raise NotFound
    editable = of_part.keys() - read_still_told(update.id).withheld
    typed = TypedInput()
    checked = [(each, check_words(typed, each.field, each.words)) for each in edits if each.id in editable]
    for each, words in checked:
        if not words:
            typed.refuse(each.field, "Write the sentence, or leave it out by the box below it.")
    own = check_words(typed, "written", written)
    typed.finish()
    changes = [change for each, words in checked if (change := _edit(of_part[each.id], words, each.is_left_out))]
    if own:
        changes.append(_write(update, list(of_part.values()), own))
    save_draft(update, changes, actor)


def _edit(sentence: UpdateSentence, words: str, is_left_out: bool) -> FieldChange | None:
    before = sentence.state
    if is_written(sentence):
        state = SentenceState.WRITTEN
    else:
        state = SentenceState.COMPOSED if words == sentence.composed else SentenceState.EDITED
    is_same = sentence.words == words
    sentence.words = words
    sentence.state = SentenceState.LEFT_OUT if is_left_out else state
    if is_same and sentence.state is before:
        return None
    # What it says may come to be restricted, and stands in no list of changes.
    new = "Edited again" if sentence.state is before else sentence.state.label
    return FieldChange(_called(sentence), before.label, new)


def _called(sentence: UpdateSentence) -> str:
    which = "the author’s own" if is_written(sentence) else f"sentence {sentence.position + 1}"
    return f"{sentence.part_heading}, {which}"


def _write(update: CommitteeUpdate, of_part: Sequence[UpdateSentence], words: str) -> FieldChange:
    last = max(of_part, key=lambda each: each.position)
    added = UpdateSentence(
        update_id=update.id,
        part=last.part,
        part_heading=last.part_heading,
        part_position=last.part_position,
        key=f"written-{token_hex(8)}/words",
        position=max(last.position + 1, AFTER_COMPOSED),
        words=words,
        state=SentenceState.WRITTEN,
        evidence=[],
    )
    db.session.add(added)
    return FieldChange(_called(added), "", SentenceState.WRITTEN.label)


def archive_update(*, update: CommitteeUpdate, reason: str, actor: Actor) -> None:
    """Take a draft out of the list. Raises InvalidInput, and Conflict for one that was frozen as a letter."""
    if update.status is UpdateStatus.FROZEN:
        raise Conflict("This update was sent as a letter. It stays in the list.")
    archive_record(update, kind=KIND, label=update.title, reason=reason, actor=actor)


def restore_update(*, update: CommitteeUpdate, actor: Actor) -> None:
    """Put an archived draft back into the list."""
    restore_record(update, kind=KIND, label=update.title, actor=actor)
