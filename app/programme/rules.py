"""The words of the programme, and what may follow from what."""

import datetime as dt
from enum import StrEnum


class _Word(StrEnum):
    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


class Capacity(_Word):
    """The hat we wore (the letter, paragraphs 7 and 8)."""

    ADVISER = "adviser"
    PARTNER = "partner"
    REGULATOR = "regulator"
    OBSERVER = "observer"


SEEKING_A_LEAD = "Seeking a lead"
OURS_CANNOT_LEAD = (
    "Our own organisation cannot lead a workstream. As regulator it has to balance advice and support with taking "
    "action when the law is broken (the letter, ¶7), so another organisation leads. Ours can support it: "
    "name the one that leads, or leave this empty while a lead is sought."
)
# Beside which we may be acting as regulator too: how the two were kept apart is asked for then.
TWO_ROLES = (Capacity.ADVISER, Capacity.PARTNER)


class WorkstreamStatus(_Word):
    PROPOSED = "proposed"
    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    STOPPED = "stopped"


class CommitmentStatus(_Word):
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DELIVERED = "delivered"
    OVERTAKEN = "overtaken"
    WITHDRAWN = "withdrawn"

    @property
    def is_settled(self) -> bool:
        """Nothing more is to be done, so it is never overdue."""
        return self in (CommitmentStatus.DELIVERED, CommitmentStatus.OVERTAKEN, CommitmentStatus.WITHDRAWN)

    @property
    def needs_evidence(self) -> bool:
        """Whether it is nothing unless something shows it."""
        return self is CommitmentStatus.DELIVERED


def is_overdue(due_on: dt.date | None, status: CommitmentStatus, today: dt.date) -> bool:
    """Whether the day that it was promised for is past, and it still stands. Computed, and never typed."""
    return due_on is not None and due_on < today and not status.is_settled


def needs_reason(before: CommitmentStatus, after: CommitmentStatus) -> bool:
    """Whether a change of status has to say why: a promise given up, or one that was settled and is so no more."""
    return after in (CommitmentStatus.OVERTAKEN, CommitmentStatus.WITHDRAWN) or before.is_settled


class OutputKind(_Word):
    """What the letter foresees (paragraphs 4 and 9), and what answers it."""

    GUIDANCE = "guidance"
    CASE_STUDY = "case_study"
    TOOLKIT = "toolkit"
    SECTOR_TOOL = "sector_tool"
    KEY_MESSAGE = "key_message"
    EVENT = "event"
    RESPONSE = "response"


class OutputStatus(_Word):
    PROPOSED = "proposed"
    DRAFTING = "drafting"
    TESTING = "testing"
    PUBLISHED = "published"
    RETIRED = "retired"

    @property
    def label(self) -> str:
        return "Testing with practitioners" if self is OutputStatus.TESTING else super().label
