"""What a contact said before it was changed."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Model, UtcDateTime, utc_now


class EarlierVersion(Model):
    """All that a form could say of the contact at a version since overwritten: to undo by, and to compare with."""

    __tablename__ = "contact_earlier_version"

    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    overwritten_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)
    said: Mapped[dict[str, Any]] = mapped_column(JSON)
