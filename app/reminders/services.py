"""Choosing reminders, and sending what is due: each once a day, however often it is run."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, delete, update
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Colleague
from app.audit.rules import Action, Actor, FieldChange
from app.audit.services import record
from app.database import db
from app.reminders.models import Reminder, ReminderSetting
from app.reminders.queries import Reminding, Wish, choice_of, find_reminding, list_wishes
from app.reminders.rules import ReminderChoice, Telling, telling_of
from app.reminders.sending import MailServerDown, NotAccepted
from app.versions import take_turns

# A run that has said nothing for so long has died; what it had claimed is sent by the next, at worst twice.
CLAIM_LASTS = dt.timedelta(minutes=10)


@dataclass
class Report:
    """What a run did: how many were accepted, why which others were not, and whether the server was lost."""

    sent: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)  # the colleague's name, and why
    server_down: str = ""


def choose_reminders(*, colleague: Colleague, choice: ReminderChoice, today: dt.date, actor: Actor) -> None:
    """What the colleague wants to be sent from now on."""
    take_turns(colleague)
    before = choice_of(colleague.id)
    if before is choice:
        return
    setting = db.session.get(ReminderSetting, colleague.id)
    if setting is None:
        db.session.add(ReminderSetting(colleague_id=colleague.id, choice=choice, chosen_on=today))
    else:
        setting.choice, setting.chosen_on = choice, today
    record(
        actor=actor,
        action=Action.CHANGED,
        subject_kind="colleague",
        subject_id=colleague.id,
        subject_label=colleague.name,
        changes=[FieldChange("Reminders", before.label, choice.label)],
    )
    db.session.flush()


def send_reminders(
    *,
    today: dt.date,
    clock: Callable[[], dt.datetime],
    post: Callable[[Reminding], None],
    commit: Callable[[], None],
) -> Report:
    """Send what is due and was not accepted yet. `post` raises NotAccepted, or MailServerDown, which ends the run.

    What was not accepted stays due. A crash after an email was accepted, before that is noted, repeats that one.
    """
    report, wishes = Report(), list_wishes()
    commit()
    for wish in wishes:
        telling = telling_of(wish.choice, today=today, chosen_on=wish.chosen_on, last_told=wish.last_told)
        reminding = _claimed(wish, telling, today, clock()) if telling is not None else None
        commit()  # others write while it is sent
        if telling is None or reminding is None:
            continue
        try:
            post(reminding)
        except MailServerDown as problem:
            _let_go(wish, telling)
            report.server_down = str(problem)
            break
        except NotAccepted as problem:
            _let_go(wish, telling)
            report.failed.append((reminding.name, str(problem)))
        else:
            _note_sent(wish, telling, clock())
            report.sent += 1
        finally:
            commit()
    return report


def _claimed(wish: Wish, telling: Telling, today: dt.date, now: dt.datetime) -> Reminding | None:
    """What is to be sent, once nobody else sends it."""
    found = db.session.get(Reminder, (wish.colleague_id, telling.kind, telling.day))
    if found is not None and (found.sent_at is not None or found.claimed_at > now - CLAIM_LASTS):
        return None
    reminding = find_reminding(wish.colleague_id, telling, today=today)
    if reminding is None:
        return None
    is_ours = _take_over(found, now) if found is not None else _claim(wish, telling, now)
    return reminding if is_ours else None


def _claim(wish: Wish, telling: Telling, now: dt.datetime) -> bool:
    claim = Reminder(colleague_id=wish.colleague_id, kind=telling.kind, day=telling.day, claimed_at=now)
    try:
        with db.session.begin_nested():
            db.session.add(claim)
    except IntegrityError:
        return False  # another run was quicker
    return True


def _take_over(left: Reminder, now: dt.datetime) -> bool:
    """Of a run that has died. Whether nobody else has taken it over meanwhile."""
    of_it = (Reminder.colleague_id == left.colleague_id, Reminder.kind == left.kind, Reminder.day == left.day)
    taken = update(Reminder).where(*of_it, Reminder.claimed_at == left.claimed_at, Reminder.sent_at.is_(None))
    result = db.session.execute(taken.values(claimed_at=now).execution_options(synchronize_session=False))
    return bool(result.rowcount)  # type: ignore[attr-defined]


def _let_go(wish: Wish, telling: Telling) -> None:
    db.session.execute(delete(Reminder).where(*_is(wish, telling), Reminder.sent_at.is_(None)))


def _note_sent(wish: Wish, telling: Telling, now: dt.datetime) -> None:
    db.session.execute(update(Reminder).where(*_is(wish, telling)).values(sent_at=now))


def _is(wish: Wish, telling: Telling) -> tuple[ColumnElement[bool], ...]:
    return (
        Reminder.colleague_id == wish.colleague_id,
        Reminder.kind == telling.kind,
        Reminder.day == telling.day,
    )
