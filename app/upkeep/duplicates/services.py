"""Saying that two records are not one, and having the directory looked through."""

import datetime as dt

from app.accounts.models import Colleague
from app.core.errors import InvalidInput
from app.database import db
from app.jobs.models import Job
from app.jobs.queries import list_unfinished
from app.jobs.services import enqueue
from app.merges.models import LikelyPair
from app.upkeep.duplicates.finding import LOOK_JOB
from app.upkeep.duplicates.queries import find_pair
from app.upkeep.merging.fields import get_record
from app.versions import take_turns


def dismiss_pair(*, kind: str, one: int, other: int, actor: Colleague, now: dt.datetime) -> LikelyPair:
    """Remember that they are two, whoever finds them alike later. Raises NotFound and InvalidInput."""
    if one == other:
        raise InvalidInput.of("other", "This is one record.")
    first, second = (get_record(kind, number).id for number in sorted((one, other)))
    take_turns(get_record(kind, first))
    pair = find_pair(kind, one, other)
    if pair is None:
        pair = LikelyPair(kind=kind, first_id=first, second_id=second, strength=0, reasons=[], found_at=now)
        db.session.add(pair)
    if pair.dismissed_at is None:
        pair.dismissed_at, pair.dismissed_by_id = now, actor.id
    db.session.flush()
    return pair


def put_pair_back(*, pair: LikelyPair) -> None:
    """List it again, if it was listed at all. Listed already is no error."""
    pair.dismissed_at = pair.dismissed_by_id = None
    if not pair.reasons:
        db.session.delete(pair)
    db.session.flush()


def look_for_duplicates(*, actor: Colleague, now: dt.datetime) -> Job:
    """Have the whole directory looked through in the background; once, however often it is asked for meanwhile."""
    mine = (job for job in list_unfinished((LOOK_JOB,)) if job.colleague_id == actor.id)
    words = "Look for duplicates"
    return next(mine, None) or enqueue(kind=LOOK_JOB, colleague=actor, title=words, parameters={}, now=now)
