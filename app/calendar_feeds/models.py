"""The secret addresses of calendars, as hashes: what is kept here opens none."""

import datetime as dt

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Model, UtcDateTime


class CalendarFeed(Model):
    """The one calendar of a colleague. A new secret takes the place of the old one."""

    __tablename__ = "calendar_feed"

    colleague_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"), primary_key=True, autoincrement=False)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
