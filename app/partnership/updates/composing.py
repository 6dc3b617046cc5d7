"""Composing the parts of an update from the record, the same whoever asks."""

import datetime as dt

from app.organisations.models import Organisation
from app.partnership.updates.record.ahead import list_passed, read_ahead
from app.partnership.updates.record.commitments import read_commitments
from app.partnership.updates.record.contacts import find_last_letter, read_engaged
from app.partnership.updates.record.points import count_barriers, read_heard
from app.partnership.updates.rules import Part, Period
from app.partnership.updates.words.ahead import tell_next, tell_passed
from app.partnership.updates.words.barriers import tell_barriers
from app.partnership.updates.words.commitments import tell_commitment
from app.partnership.updates.words.engaged import tell_engaged
from app.partnership.updates.words.heard import tell_heard
from app.partnership.updates.words.opening import tell_opening


def compose(committee: Organisation, first: dt.date, last: dt.date, *, today: dt.date) -> list[Part]:
    """Every part, in the order of the letter. What is not recorded is said to be so."""
    period = Period.of(first, last, today=today)
    found = read_commitments(committee, period)
    reported = found.commitments
    letter = find_last_letter(committee.id, period)
    return [
        tell_opening(committee, period, letter, [each.commitment for each in reported]),
        *(tell_commitment(each, found.evidence, period) for each in reported),
        tell_engaged(read_engaged(period), period),
        tell_heard(read_heard(period), period),
        tell_barriers(count_barriers(period), period),
        tell_passed(list_passed(period)),
        tell_next(reported, read_ahead(period), period),
    ]
