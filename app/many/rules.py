"""What can be changed in many contacts at once, and what that makes of each. No database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.contacts.rules import ContactStatus, Visibility

DONE_AT_ONCE = 200  # contacts; more are changed in the background
PREPARED_AT_ONCE = 1000
# While a batch is written others wait to save, on SQLite all of them.
BATCH_SECONDS = 0.25
LEAST_IN_BATCH, MOST_IN_BATCH = 10, 300


class ChangeKind(StrEnum):
    ADD_THEMES = "add_themes"
    REMOVE_THEMES = "remove_themes"
    ADD_WORKSTREAMS = "add_workstreams"
    REMOVE_WORKSTREAMS = "remove_workstreams"
    ADD_COMMITMENTS = "add_commitments"
    REMOVE_COMMITMENTS = "remove_commitments"
    REASSIGN = "reassign"
    MARK_REVIEWED = "mark_reviewed"
    SET_VISIBILITY = "set_visibility"

    @property
    def list_name(self) -> str:
        """The list of links that it adds to or takes from; none for the others."""
        return self.value.partition("_")[2] if self.value.startswith(("add_", "remove_")) else ""

    @property
    def adds(self) -> bool:
        return self.value.startswith("add_")


class Stage(StrEnum):
    PREPARING = "preparing"
    PREPARED = "prepared"
    DOING = "doing"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    DISCARDED = "discarded"


class Outcome(StrEnum):
    """What becomes of one contact."""

    TO_CHANGE = "to_change"
    ALREADY = "already"  # it is so already
    ARCHIVED = "archived"  # and so left alone
    UNFIT = "unfit"  # not held, where it is to be reviewed; without the colleague who is to be replaced
    CHANGED = "changed"
    UNDONE = "undone"
    LEFT = "left"  # not undone: changed by somebody since, or archived


@dataclass(frozen=True)
class Change:
    """What is to be done to each contact."""

    kind: ChangeKind
    ids: tuple[int, ...] = ()  # of what is added or taken off
    from_id: int = 0
    to_id: int = 0
    on_our_side: bool = False
    owning_follow_ups: bool = False
    visibility: Visibility = Visibility.RESTRICTED

    def as_plain(self) -> dict[str, Any]:
        return {**vars(self), "kind": self.kind.value, "ids": list(self.ids), "visibility": self.visibility.value}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Change":
        read = {"kind": ChangeKind(plain["kind"]), "ids": tuple(plain["ids"])}
        return cls(**{**plain, **read, "visibility": Visibility(plain["visibility"])})


@dataclass(frozen=True)
class OwnedFollowUp:
    id: int
    owner_id: int | None
    is_open: bool


@dataclass(frozen=True)
class Facts:
    """What of a contact a change looks at. `linked` is the list that the change is about, in its order."""

    is_archived: bool
    status: ContactStatus
    visibility: Visibility
    is_reviewed: bool  # as it stands
    linked: tuple[int, ...] = ()
    follow_ups: tuple[OwnedFollowUp, ...] = ()


@dataclass(frozen=True)
class Becomes:
    """What is to be written. Nothing of it for a review, which is marked and not written."""

    linked: tuple[int, ...] | None = None
    visibility: Visibility | None = None
    owner_ids: tuple[tuple[int, int], ...] = ()  # of follow-ups: number and owner


def next_batch(size: int, seconds: float) -> int:
    """How many contacts the next batch takes, from how long one of this size took."""
    wanted = round(size * BATCH_SECONDS / max(seconds, 0.001))
    return max(LEAST_IN_BATCH, min(wanted, 2 * size, MOST_IN_BATCH))


def judge(change: Change, facts: Facts) -> Outcome:
    """What the change would make of a contact."""
    if facts.is_archived:
        return Outcome.ARCHIVED
    if not _is_fit(change, facts):
        return Outcome.UNFIT
    return Outcome.ALREADY if _is_so(change, facts) else Outcome.TO_CHANGE


def becomes(change: Change, facts: Facts) -> Becomes:
    """What a contact says once it is changed."""
    if change.kind is ChangeKind.SET_VISIBILITY:
        return Becomes(visibility=change.visibility)
    if change.kind is ChangeKind.REASSIGN:
        return _reassigned(change, facts)
    if change.kind.list_name:
        wanted = set(change.ids)
        others = [number for number in facts.linked if number not in wanted]
        return Becomes(linked=tuple(sorted([*others, *wanted]) if change.kind.adds else others))
    return Becomes()


def _is_fit(change: Change, facts: Facts) -> bool:
    if change.kind is ChangeKind.MARK_REVIEWED:
        return facts.status is ContactStatus.HELD
    if change.kind is ChangeKind.REASSIGN:
        is_on_it = change.on_our_side and change.from_id in facts.linked
        return is_on_it or bool(_owned_and_open(change, facts))
    return True


def _is_so(change: Change, facts: Facts) -> bool:
    if change.kind is ChangeKind.MARK_REVIEWED:
        return facts.is_reviewed
    if change.kind is ChangeKind.SET_VISIBILITY:
        return facts.visibility is change.visibility
    after = becomes(change, facts)
    return after.linked == facts.linked and not after.owner_ids


def _reassigned(change: Change, facts: Facts) -> Becomes:
    """Our side, and whose the follow-ups are; whoever owns one is on the contact by that."""
    moved = _owned_and_open(change, facts)
    side: Sequence[int] = facts.linked
    if change.on_our_side:
        side = [change.to_id if number == change.from_id else number for number in side]
    return Becomes(linked=tuple(dict.fromkeys(side)), owner_ids=tuple((each.id, change.to_id) for each in moved))


def _owned_and_open(change: Change, facts: Facts) -> list[OwnedFollowUp]:
    if not change.owning_follow_ups:
        return []
    return [each for each in facts.follow_ups if each.is_open and each.owner_id == change.from_id]


def may_be_undone(after: Becomes, facts: Facts) -> bool:
    """Whether a contact still is in every way that was changed as the change left it."""
    if facts.is_archived:
        return False
    owners = {each.id: each.owner_id for each in facts.follow_ups if each.is_open}
    return (
        after.linked in (None, facts.linked)
        and after.visibility in (None, facts.visibility)
        and all(owners.get(number) == owner for number, owner in after.owner_ids)
    )


def undone(after: Becomes, was: Facts, change: Change) -> Becomes:
    """What takes `after` back to what was before it."""
    return Becomes(
        linked=None if after.linked is None else was.linked,
        visibility=None if after.visibility is None else was.visibility,
        owner_ids=tuple((number, change.from_id) for number, _owner in after.owner_ids),
    )
