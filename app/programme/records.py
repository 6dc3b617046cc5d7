"""What every record of the programme has."""

import datetime as dt

from sqlalchemy import String, false
from sqlalchemy.orm import Mapped, mapped_column

from app.database import UtcDateTime, utc_now


class ProgrammeRecord:
    """It is saved in versions, and archived with a reason, not deleted."""

    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)
    archived_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    archived_reason: Mapped[str] = mapped_column(String(500), default="", server_default="")
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    is_sample: Mapped[bool] = mapped_column(default=False, server_default=false())
