"""What of a kind of record can be put back: a field by its label, and the service that writes it."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.accounts.models import Colleague
from app.accounts.rules import Permission
from app.contacts.visibility import Reader
from app.upkeep.restoring.words import Read

Details = dict[str, Any]


@dataclass(frozen=True)
class Field:
    """What the details of a record call it, and how its words are read back."""

    name: str
    read: Read


@dataclass(frozen=True)
class Restoring:
    """Who puts a value back, and over which version."""

    version: int
    actor: Colleague
    reader: Reader
    today: dt.date


@dataclass(frozen=True)
class RestorableKind:
    """`get` raises NotFound. `details` are all that the form of the record says of it, as it stands."""

    permission: Permission  # that its form needs
    get: Callable[[int, Reader], Any]
    say: Callable[[Any], Mapping[str, str]]
    details: Callable[[Any], Details]
    change: Callable[[Any, Details, Restoring], object]
    fields: Mapping[str, Field]


def as_they_stand(record: Any, *names: str) -> Details:
    return {name: getattr(record, name) for name in names}
