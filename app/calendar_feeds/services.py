"""Making a calendar's secret address, and revoking it."""

import datetime as dt
import secrets

from app.accounts.models import Colleague
from app.audit.rules import Action, FieldChange
from app.audit.services import record
from app.calendar_feeds.models import CalendarFeed
from app.calendar_feeds.queries import find_feed, hash_of
from app.database import db
from app.versions import take_turns

SECRET_BYTES = 32


def make_feed(*, colleague: Colleague, now: dt.datetime) -> str:
    """The secret of a new address, told this once. The one before opens nothing from now on."""
    take_turns(colleague)
    secret, feed = secrets.token_urlsafe(SECRET_BYTES), find_feed(colleague.id)
    had = "" if feed is None else "another address"
    if feed is None:
        db.session.add(CalendarFeed(colleague_id=colleague.id, secret_hash=hash_of(secret), made_at=now))
    else:
        feed.secret_hash, feed.made_at = hash_of(secret), now
    _record(colleague, had, "a new address")
    return secret


def revoke_feed(*, colleague: Colleague) -> None:
    """The address opens nothing from now on; none is no error."""
    feed = find_feed(colleague.id)
    if feed is not None:
        db.session.delete(feed)
        _record(colleague, "an address", "")


def _record(colleague: Colleague, before: str, after: str) -> None:
    record(
        actor=colleague,
        action=Action.CHANGED,
        subject_kind="colleague",
        subject_id=colleague.id,
        subject_label=colleague.name,
        changes=[FieldChange("Calendar", before, after)],
    )
    db.session.flush()
