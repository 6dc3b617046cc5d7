"""Reads of reminders: who chose which, and what an email has to tell."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.accounts.models import Colleague
from app.contacts.visibility import Reader, listed_for
from app.core.paging import BoundedCount
from app.database import db
from app.follow_ups.models import FollowUp
from app.follow_ups.rows import ListedFollowUp, read_follow_ups
from app.reminders.models import Reminder, ReminderSetting
from app.reminders.rules import Days, ReminderChoice, ReminderKind, Telling

LISTED = 40
COUNTED = 500
_KIND_OF = {
    ReminderChoice.DIGEST: ReminderKind.DIGEST,
    ReminderChoice.WEEKLY: ReminderKind.DIGEST,
    ReminderChoice.DUE: ReminderKind.DUE,
}


@dataclass(frozen=True)
class Wish:
    """What a colleague who can sign in wants to be sent, and under which day they were last sent it."""

    colleague_id: int
    choice: ReminderChoice
    chosen_on: dt.date
    last_told: dt.date | None


@dataclass(frozen=True)
class Told:
    """The first of some follow-ups, and how many there are."""

    rows: Sequence[ListedFollowUp]
    count: BoundedCount


@dataclass(frozen=True)
class Reminding:
    """All that an email holds, in plain values: while it is sent, no transaction is open."""

    name: str
    email: str
    kind: ReminderKind
    today: dt.date
    overdue: Told
    coming: Told


def choice_of(colleague_id: int) -> ReminderChoice:
    """Whoever chose nothing is sent nothing."""
    setting = db.session.get(ReminderSetting, colleague_id)
    return setting.choice if setting is not None else ReminderChoice.OFF


def list_wishes() -> list[Wish]:
    """Of everybody who wants any."""
    rows = db.session.execute(
        select(ReminderSetting.colleague_id, ReminderSetting.choice, ReminderSetting.chosen_on)
        .join(Colleague, Colleague.id == ReminderSetting.colleague_id)
        .where(Colleague.is_active, ReminderSetting.choice != ReminderChoice.OFF)
        .order_by(ReminderSetting.colleague_id)
    )
    last = _last_told()
    return [Wish(number, choice, chosen_on, last.get((number, _KIND_OF[choice]))) for number, choice, chosen_on in rows]


def _last_told() -> dict[tuple[int, ReminderKind], dt.date]:
    query = select(Reminder.colleague_id, Reminder.kind, func.max(Reminder.day)).where(Reminder.sent_at.is_not(None))
    rows = db.session.execute(query.group_by(Reminder.colleague_id, Reminder.kind))
    return {(number, kind): day for number, kind, day in rows}


def find_reminding(colleague_id: int, telling: Telling, *, today: dt.date) -> Reminding | None:
    """What there is to tell, as far as the colleague may read it; None where that is nothing."""
    colleague = db.session.get_one(Colleague, colleague_id)
    reader = Reader(colleague.id, colleague.may_read_restricted)
    overdue, coming = _told(colleague.id, telling.overdue, reader), _told(colleague.id, telling.coming, reader)
    if not overdue.rows and not coming.rows:
        return None
    return Reminding(colleague.name, colleague.email, telling.kind, today, overdue, coming)


def _told(owner_id: int, days: Days, reader: Reader) -> Told:
    query = (
        select(FollowUp.id)
        .join(FollowUp.contact)
        .where(
            FollowUp.owner_id == owner_id,
            FollowUp.completed_at.is_(None),
            FollowUp.due_on.between(days.first, days.last),
            listed_for(reader),
        )
        .order_by(FollowUp.due_on, FollowUp.id)
        .limit(COUNTED + 1)
    )
    ids = list(db.session.scalars(query))
    return Told(read_follow_ups(ids[:LISTED], reader=reader), BoundedCount.of(len(ids), limit=COUNTED))
