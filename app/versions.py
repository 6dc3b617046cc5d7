"""Two people changing one record: the second is told, and nothing is overwritten unseen."""

from typing import Any, Protocol

from sqlalchemy import select

from app.core.errors import StaleVersion
from app.database import db


class Versioned(Protocol):
    """A record that counts how often it was saved."""

    id: Any
    version: Any


def hold(record: Versioned, version: int) -> None:
    """Keep the record from others until the transaction ends. Raises StaleVersion when it was saved after `version`."""
    model = type(record)
    # Read from the row under its lock: what was loaded before may be old by now.
    saved = db.session.scalar(select(model.version).where(model.id == record.id).with_for_update())
    if not saved == record.version == version:
        raise StaleVersion
