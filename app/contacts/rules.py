"""The words a contact is described in, and what follows from them."""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

TIE_BREAKER_BITS = 40


class _Word(StrEnum):
    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


class ContactKind(_Word):
    MEETING = "meeting"
    CALL = "call"
    EMAIL = "email"
    LETTER = "letter"
    EVIDENCE_SESSION = "evidence_session"
    EVENT = "event"
    WORKSHOP = "workshop"
    VISIT = "visit"
    OTHER = "other"

    @property
    def is_correspondence(self) -> bool:
        return self in (ContactKind.EMAIL, ContactKind.LETTER)

    @property
    def tells_direction(self) -> bool:
        """Whether its words say which way it went; any other kind may have a direction, told beside it."""
        return self.is_correspondence or self is ContactKind.CALL


class ContactStatus(_Word):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Direction(_Word):
    IN = "in"
    OUT = "out"

    @property
    def label(self) -> str:
        return "From them to us" if self is Direction.IN else "From us to them"


class Visibility(_Word):
    OPEN = "open"
    RESTRICTED = "restricted"


class ReviewState(_Word):
    """What managers made of a contact. One from before there were reviews is in none, until one reviews it."""

    UNREVIEWED = "unreviewed"
    REVIEWED = "reviewed"
    CHANGED = "changed"  # reviewed too

    @property
    def label(self) -> str:
        return _REVIEW_LABELS[self]


_REVIEW_LABELS = {
    ReviewState.UNREVIEWED: "Not reviewed yet",
    ReviewState.REVIEWED: "Reviewed",
    ReviewState.CHANGED: "Changed since the review",
}


def sort_key(date: dt.date, contact_id: int) -> int:
    """The only order and the only cursor: the date in the high bits, the contact's number below it."""
    return (date.toordinal() << TIE_BREAKER_BITS) | contact_id


def sort_key_floor(date: dt.date) -> int:
    """The lowest sort key that a contact of this date can have."""
    return date.toordinal() << TIE_BREAKER_BITS


def kind_label(kind: ContactKind, direction: Direction | None) -> str:
    """'Letter out', 'Email in', 'Call in', 'Meeting'."""
    if kind.tells_direction and direction is not None:
        return f"{kind.label} {direction.value}"
    return "Other contact" if kind is ContactKind.OTHER else kind.label


def direction_beside(kind: ContactKind, direction: Direction | None) -> str:
    """'From them to us', where the words for the kind do not say it; empty otherwise."""
    return direction.label if direction is not None and not kind.tells_direction else ""


def kind_in_sentence(kind: ContactKind) -> str:
    """'a meeting', 'an email'."""
    word = "contact" if kind is ContactKind.OTHER else kind.label.lower()
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


_SUBJECT_OPENINGS = {
    (ContactKind.LETTER, Direction.IN): "Letter from",
    (ContactKind.LETTER, Direction.OUT): "Letter to",
    (ContactKind.EMAIL, Direction.IN): "Email from",
    (ContactKind.EMAIL, Direction.OUT): "Email to",
    (ContactKind.CALL, Direction.IN): "Call from",
    (ContactKind.CALL, Direction.OUT): "Call to",
    (ContactKind.VISIT, None): "Visit to",
    (ContactKind.OTHER, None): "Contact with",
}
SUBJECT_LIMIT = 300
NOTES_LIMIT = 100_000


def propose_subject(kind: ContactKind, direction: Direction | None, names: Sequence[str]) -> str:
    """'Meeting with A, B and C': a subject nobody has to type. Empty when nobody is named yet."""
    if not names:
        return ""
    if not kind.tells_direction:
        direction = None
    opening = _SUBJECT_OPENINGS.get((kind, direction), f"{kind.label} with")
    shown = list(names[:3])
    if len(names) > 3:
        shown.append(f"{len(names) - 3} more")
    joined = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
    return f"{opening} {joined}"[:SUBJECT_LIMIT]
