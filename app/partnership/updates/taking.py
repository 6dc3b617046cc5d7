"""Taking into a draft what the record says now, where it has moved on."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.audit.rules import Actor, FieldChange
from app.core.clock import office_today
from app.core.errors import Conflict
from app.database import db, utc_now
from app.partnership.models import CommitteeUpdate, UpdateSentence
from app.partnership.rules import SentenceState
from app.partnership.told_in import link_evidence
from app.partnership.updates.comparing import Difference, PartDifference, compare, digest_of, evidence_of
from app.partnership.updates.composing import compose
from app.partnership.updates.queries import list_sentences, read_still_told
from app.partnership.updates.rules import Part, Sentence
from app.partnership.updates.saving import HEADING_LIMIT, new_sentence, open_draft, save_draft


class MovedOn(Conflict):
    """The record has moved on again since the author saw what it says."""


class KeptBack(Conflict):
    """The words that were to be kept rest on what may not be told of any more."""


@dataclass(frozen=True)
class Choice:
    """What is taken: all that is told otherwise in a part, or the one sentence with that key.

    Without a part it is everything but what the author edited, which is chosen one by one. `seen` is the digest of
    what the author saw. With `keeps_words` the draft keeps its words, and is from now on
    compared with what the record says now.
    """

    seen: str
    part: str = ""
    key: str | None = None
    keeps_words: bool = False

    def covers(self, difference: Difference) -> bool:
        if self.key is None:
            return bool(self.part) or not difference.is_edited
        return self.key == difference.key


def compare_with_record(update: CommitteeUpdate, *, today: dt.date | None = None) -> list[PartDifference]:
    """What the record tells otherwise now than when the sentences were composed. It takes as long as composing."""
    return compare(list_sentences(update.id), _compose_again(update, today))


def _compose_again(update: CommitteeUpdate, today: dt.date | None) -> list[Part]:
    return compose(update.committee, update.period_from, update.period_to, today=today or office_today())


def take_what_it_says_now(
    *, update: CommitteeUpdate, choice: Choice, version: int, actor: Actor, today: dt.date | None = None
) -> None:
    """Raises MovedOn where the record says yet something else, KeptBack, StaleVersion, and Conflict where frozen."""
    open_draft(update, version)
    parts = _compose_again(update, today)
    found = compare(list_sentences(update.id), parts)
    chosen = [each for each in found if choice.part in ("", each.part)]
    if not chosen or digest_of(chosen) != choice.seen:
        raise MovedOn("The record has moved on again since you looked. This is what it says now.")
    if choice.keeps_words:
        _refuse_kept_back(update, (each for part in chosen for each in part.differences if choice.covers(each)))
    if not choice.keeps_words:
        update.composed_at = utc_now()
    changes = [change for part in chosen for change in _take_part(update, part, choice)]
    db.session.flush()
    sentences = list_sentences(update.id)
    _set_in_order(sentences, parts, retitled=[each.part for each in chosen] if choice.key is None else [])
    # One that was kept has a key of its own by now.
    touched = {
        (each.part, each.stored.key if each.stored else each.key) for part in chosen for each in part.differences
    }
    link_evidence([sentence for sentence in sentences if (sentence.part, sentence.key) in touched])
    save_draft(update, changes, actor)


def _refuse_kept_back(update: CommitteeUpdate, kept: Iterable[Difference]) -> None:
    """Kept as the author's own it would rest on nothing, and be told again."""
    withheld = read_still_told(update.id).withheld
    if any(each.stored is not None and each.stored.id in withheld for each in kept):
        raise KeptBack(
            "What the draft says there is kept back: it rests on what is not open any more. "
            "Take what the record says now."
        )


def _take_part(update: CommitteeUpdate, part: PartDifference, choice: Choice) -> list[FieldChange]:
    what = "Kept as it stands" if choice.keeps_words else "Taken"
    changes = []
    for each in part.differences:
        if choice.covers(each):
            _take(update, each, part.heading, choice.keeps_words)
            changes.append(FieldChange(f"{part.heading}, {each.move.value} in the record", "", what))
    if choice.key is None and part.is_retitled:
        changes.append(FieldChange("Heading", part.old_heading, part.heading))
    return changes


def _take(update: CommitteeUpdate, difference: Difference, heading: str, keeps_words: bool) -> None:
    stored, composed = difference.stored, difference.composed
    if stored is None and composed is not None:
        part = Part(difference.part, heading, [])
        added = new_sentence(update.id, part, 0, composed, 0)
        if keeps_words:
            added.state = SentenceState.LEFT_OUT
        db.session.add(added)
    elif stored is not None and composed is None:
        _take_gone(stored, keeps_words)
    elif stored is not None and composed is not None:
        _take_changed(stored, composed, keeps_words)


def _take_gone(stored: UpdateSentence, keeps_words: bool) -> None:
    """What the record holds no more goes, or stays as the author's own words."""
    if keeps_words:
        # Of its own, since the record may come to say this again under the old one; in the same paragraph still.
        stored.key = f"{stored.key}/kept-{stored.id}"
        stored.composed, stored.evidence = "", []
        stored.state = SentenceState.LEFT_OUT if stored.state is SentenceState.LEFT_OUT else SentenceState.WRITTEN
    else:
        db.session.delete(stored)


def _take_changed(stored: UpdateSentence, composed: Sentence, keeps_words: bool) -> None:
    stored.composed, stored.evidence = composed.words, evidence_of(composed)
    if not keeps_words:
        stored.words = composed.words
    if stored.state is not SentenceState.LEFT_OUT:
        is_same = stored.words == stored.composed
        stored.state = SentenceState.COMPOSED if is_same else SentenceState.EDITED


def _set_in_order(sentences: Sequence[UpdateSentence], parts: Sequence[Part], *, retitled: Sequence[str]) -> None:
    """Give every sentence the place that the letter has for it now; the author's own stay at the end of their part."""
    places = {part.id: place for place, part in enumerate(parts)}
    within = {(part.id, each.key): place for part in parts for place, each in enumerate(part.sentences)}
    headings = {part.id: part.heading[:HEADING_LIMIT] for part in parts}
    for sentence in sentences:
        sentence.part_position = places.get(sentence.part, sentence.part_position)
        sentence.position = within.get((sentence.part, sentence.key), sentence.position)
        if sentence.part in retitled:
            sentence.part_heading = headings.get(sentence.part, sentence.part_heading)
    db.session.flush()
