"""Who wants which reminders, and which emails were accepted."""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Model, UtcDateTime, word_enum
from app.reminders.rules import ReminderChoice, ReminderKind


class ReminderSetting(Model):
    """What a colleague chose. Whoever chose nothing is sent nothing."""

    __tablename__ = "reminder_setting"

    colleague_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"), primary_key=True, autoincrement=False)
    choice: Mapped[ReminderChoice] = mapped_column(word_enum(ReminderChoice, "choice"))
    chosen_on: Mapped[dt.date]


class Reminder(Model):
    """One email of a day. It is claimed before it is sent, so that two runs at once do not both send it."""

    __tablename__ = "reminder"

    colleague_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"), primary_key=True, autoincrement=False)
    kind: Mapped[ReminderKind] = mapped_column(word_enum(ReminderKind, "kind"), primary_key=True)
    day: Mapped[dt.date] = mapped_column(primary_key=True)
    claimed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # once the mail server has accepted it
