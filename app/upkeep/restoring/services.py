"""Putting an earlier value back: what it would do, and doing it through the record's own service."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from app.accounts.models import Colleague
from app.audit.models import AuditEntry
from app.audit.queries import find_last_entry
from app.audit.rules import Action
from app.contacts.visibility import Reader
from app.core.errors import Conflict, NotFound, NotPermitted
from app.database import db
from app.upkeep.restoring.directory import DIRECTORY
from app.upkeep.restoring.kinds import Field, RestorableKind, Restoring
from app.upkeep.restoring.programme import PROGRAMME

KINDS: dict[str, RestorableKind] = {**DIRECTORY, **PROGRAMME}
_OF_CHANGES = frozenset({Action.CHANGED.value, Action.MOVED.value})


@dataclass(frozen=True)
class EarlierValue:
    """A field of a record: what it says now, and what it said before the change."""

    label: str
    now: str
    earlier: str
    version: int


@dataclass(frozen=True)
class Restored:
    """The entry of it and the field's place in that, which can be put back in turn over this version."""

    entry_id: int
    place: int
    version: int


def can_be_restored(entry: AuditEntry, place: int) -> bool:
    """Whether the field is one that can be put back, wherever the record stands now."""
    kind = KINDS.get(entry.subject_kind)
    is_of_change = entry.action in _OF_CHANGES and 0 <= place < len(entry.changes)
    return kind is not None and is_of_change and entry.changes[place]["label"] in kind.fields


def read_restorable(entry: AuditEntry, *, reader: Reader) -> dict[int, bool]:
    """The places of the fields that can be put back, and whether each says something else now.

    None where the record is not there any more.
    """
    places = [place for place in range(len(entry.changes)) if can_be_restored(entry, place)]
    if not places:
        return {}
    kind = KINDS[entry.subject_kind]
    try:
        said = kind.say(kind.get(entry.subject_id, reader))
    except NotFound:
        return {}
    changes = {place: entry.changes[place] for place in places}
    return {place: said[change["label"]] != change["old"] for place, change in changes.items()}


def read_earlier(entry: AuditEntry, place: int, *, reader: Reader) -> EarlierValue:
    """Raises NotFound for a field that is never put back, and Conflict in words where this one cannot be."""
    kind, field, record = _record_of(entry, place, reader)
    change = entry.changes[place]
    now = kind.say(record)[change["label"]]
    if now == change["old"]:
        raise Conflict("It says so already.")
    field.read(change["old"])
    return EarlierValue(change["label"], now, change["old"], record.version)


def restore_earlier(
    *, entry: AuditEntry, place: int, version: int, actor: Colleague, reader: Reader, today: dt.date
) -> Restored:
    """Put it back, which has an entry of its own.

    Raises NotFound, NotPermitted, Conflict, InvalidInput for what the record does not take any more, and StaleVersion.
    """
    kind, field, record = _record_of(entry, place, reader)
    if not actor.may(kind.permission):
        raise NotPermitted
    if getattr(record, "archived_at", None) is not None:
        raise Conflict("This record is archived. Restore it first.")
    label, earlier = entry.changes[place]["label"], entry.changes[place]["old"]
    details = kind.details(record) | {field.name: field.read(earlier)}
    with db.session.begin_nested():
        kind.change(record, details, Restoring(version, actor, reader, today))
        db.session.flush()
        if kind.say(record)[label] != earlier:
            raise Conflict("It cannot be put back word for word. Edit the record instead.")
    made = find_last_entry(entry.subject_kind, entry.subject_id)
    if made is None:
        raise NotFound
    undone = next(at for at, change in enumerate(made.changes) if change["label"] == label)
    return Restored(made.id, undone, record.version)


def _record_of(entry: AuditEntry, place: int, reader: Reader) -> tuple[RestorableKind, Field, Any]:
    if not can_be_restored(entry, place):
        raise NotFound
    kind = KINDS[entry.subject_kind]
    return kind, kind.fields[entry.changes[place]["label"]], kind.get(entry.subject_id, reader)
