"""A calendar's secret address, for tests."""

import datetime as dt

from app.accounts.models import Colleague
from app.calendar_feeds.models import CalendarFeed
from app.calendar_feeds.queries import hash_of
from app.database import db

SECRET = "a-secret-for-tests"
MADE_AT = dt.datetime(2021, 3, 1, 9, tzinfo=dt.UTC)


def make_calendar_feed(colleague: Colleague) -> str:
    """As a bare row. Gives the secret."""
    db.session.add(CalendarFeed(colleague_id=colleague.id, secret_hash=hash_of(SECRET), made_at=MADE_AT))
    db.session.flush()
    return SECRET
