"""The rhythm of an organisation or a post in the words that its page shows."""

from dataclasses import dataclass

from app.contacts.rhythm.queries import InRhythm, find_rhythm
from app.core.clock import office_today
from app.core.plain_dates import relative_due
from app.web.contacts.reading import current_reader
from app.web.templating import long_date


@dataclass(frozen=True)
class RhythmWords:
    interval_words: str
    last_label: str
    due_label: str
    over_label: str


def rhythm_of_organisation(organisation_id: int) -> RhythmWords | None:
    return _words(find_rhythm(reader=current_reader(), organisation_id=organisation_id))


def rhythm_of_post(post_id: int) -> RhythmWords | None:
    return _words(find_rhythm(reader=current_reader(), post_id=post_id))


def _words(found: InRhythm | None) -> RhythmWords | None:
    if found is None:
        return None
    today = office_today()
    is_over = found.due_on is not None and found.due_on < today
    return RhythmWords(
        interval_words=found.interval.words,
        last_label=long_date(found.last_on),
        due_label=long_date(found.due_on),
        over_label=relative_due(found.due_on, today) if is_over and found.due_on else "",
    )
