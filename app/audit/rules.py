"""What a change is: a field's label, what it said before, what it says now."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Action(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    ARCHIVED = "archived"
    RESTORED = "restored"
    COMPLETED = "completed"
    REOPENED = "reopened"
    LOADED = "loaded"
    REMOVED = "removed"
    MOVED = "moved"
    REASSIGNED = "reassigned"
    CLOSED = "closed"
    FROZEN = "frozen"
    MERGED = "merged"
    UNMERGED = "unmerged"
    REVIEWED = "reviewed"
    ASKED = "asked"
    ANSWERED = "answered"
    EXPORTED = "exported"


class Actor(Protocol):
    """Whoever does something: a colleague, or the system itself."""

    @property
    def id(self) -> int | None: ...

    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class SystemActor:
    """The one who acts when no colleague does: set-up and upkeep commands."""

    id: int | None = None
    name: str = "Liaison"


@dataclass(frozen=True)
class FieldChange:
    label: str
    old: str
    new: str


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[FieldChange]:
    """The fields whose words differ, in the order of `after`, then those that only `before` had."""
    labels = list(after) + [label for label in before if label not in after]
    return [
        FieldChange(label=label, old=before.get(label, ""), new=after.get(label, ""))
        for label in labels
        if before.get(label, "") != after.get(label, "")
    ]
