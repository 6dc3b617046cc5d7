"""The words of the programme, and what may follow from what."""

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
