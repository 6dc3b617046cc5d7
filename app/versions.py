"""Two people changing one record: the second is told, and nothing is overwritten unseen."""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import select, update
from sqlalchemy.orm.attributes import set_committed_value

from app.core.errors import StaleVersion
from app.database import db


class Identified(Protocol):
    """A record with a number."""

    id: Any


class Versioned(Identified, Protocol):
    """A record that counts how often it was saved."""

    version: Any


def hold(record: Versioned, version: int) -> None:
    """Keep the record from others until the transaction ends. Raises StaleVersion when it was saved after `version`."""
    model = type(record)
    # Read from the row under its lock: what was loaded before may be old by now.
    saved = db.session.scalar(select(model.version).where(model.id == record.id).with_for_update())
    if not saved == record.version == version:
        if saved is not None:
            db.session.expire(record)  # whoever is told is shown what is saved, not what was read before the lock
        raise StaleVersion


def take_turns(record: Identified) -> None:
    """Let whoever else is about to add something of this record do so first, or after this transaction.

    Of two who add the same, the second finds it. Whoever only refers to the record waits for nobody.
    """
    model: Any = type(record)
    db.session.execute(select(model.id).where(model.id == record.id).with_for_update(key_share=True))


def hold_all(records: Sequence[Versioned]) -> None:
    """Keep records of one kind as they were read from others, in one statement. Raises StaleVersion."""
    if not records:
        return
    model, read = type(records[0]), {record.id: record.version for record in records}
    saved = select(model.id, model.version).where(model.id.in_(read)).order_by(model.id).with_for_update()
    if {row.id: row.version for row in db.session.execute(saved)} != read:
        raise StaleVersion


def change_held(records: Sequence[Versioned], **values: Any) -> None:
    """Write the same over all of them, which are held, in one statement that raises the version of each."""
    if not records:
        return
    model = type(records[0])
    changed = update(model).where(model.id.in_([record.id for record in records]))
    changed = changed.values(version=model.version + 1, **values).execution_options(synchronize_session=False)
    db.session.execute(changed)
    for record in records:
        for name, value in {**values, "version": record.version + 1}.items():
            set_committed_value(record, name, value)
