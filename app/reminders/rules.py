"""Which reminders a colleague can choose."""

from enum import StrEnum


class ReminderChoice(StrEnum):
    """What a colleague wants to be sent."""

    OFF = "off"
    DIGEST = "digest"
    WEEKLY = "weekly"
    DUE = "due"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    ReminderChoice.OFF: "None",
    ReminderChoice.DIGEST: "A digest every working day: what is overdue and what is due in the coming week",
    ReminderChoice.WEEKLY: "The same digest on Mondays alone",
    ReminderChoice.DUE: "Only on the working day before something is due, and on the one after it was",
}


class ReminderKind(StrEnum):
    """What an e-mail holds: one of each is sent on a day."""

    DIGEST = "digest"
    DUE = "due"
