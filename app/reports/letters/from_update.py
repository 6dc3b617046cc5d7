"""An update to a committee as a letter."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from app.core.clock import at_the_office
from app.core.plain_dates import PlainDate, format_plain_date
from app.organisations.queries import find_own_organisation
from app.partnership.models import UpdateSentence
from app.partnership.updates.queries import StillTold
from app.partnership.updates.reading import LetterPart, UpdateReading, recipient_of
from app.partnership.updates.rules import OPENING
from app.reports.letters.document import LetterDocument, Run, Section

COMMITMENTS = "Our commitments"


def letter_of(reading: UpdateReading, *, with_notes: bool) -> LetterDocument:
    """The letter as it stands; with_notes, each sentence has its evidence in a note."""
    update, own = reading.update, None if reading.is_frozen else find_own_organisation()
    date = update.sent_on or at_the_office(update.composed_at).date()
    label = format_plain_date(PlainDate(date))
    return LetterDocument(
        sender=own.name if own else update.sender,
        recipient=recipient_of(update),
        title=update.title,
        date=date,
        date_label=label if reading.is_frozen else "",
        last_day=update.period_to,
        reference=update.reference,
        state="" if reading.is_frozen else f"Draft composed on {label}, not sent",
        sections=list(_sections(reading.letter, reading.told if with_notes else None)),
    )


def _sections(parts: Sequence[LetterPart], told: StillTold | None) -> Iterable[Section]:
    """Commitments are one under another below a heading of their own."""
    is_among_commitments = False
    for part in parts:
        is_commitment = part.commitment_id is not None
        if is_commitment and not is_among_commitments:
            yield Section(COMMITMENTS, [])
        is_among_commitments = is_commitment
        heading = "" if part.id == OPENING else part.heading
        paragraphs = [[_run(sentence, told) for sentence in paragraph] for paragraph in part.paragraphs]
        yield Section(heading, paragraphs, level=3 if is_commitment else 2)


def _run(sentence: UpdateSentence, told: StillTold | None) -> Run:
    return Run(sentence.words, note_of(sentence.evidence, told) if told else "")


def note_of(evidence: Sequence[dict[str, Any]], told: StillTold) -> str:
    """'Meeting: Duty desks, 3 March 2021; 12 contacts about it.' Empty where nothing is behind a sentence."""
    labels = [_label(each) for each in evidence if told.has(each)]
    return f"{'; '.join(labels)}." if labels else ""


def _label(evidence: dict[str, Any]) -> str:
    day = evidence.get("date")
    label = str(evidence["label"]).rstrip(".")
    return f"{label}, {format_plain_date(PlainDate(dt.date.fromisoformat(day)))}" if day else label
