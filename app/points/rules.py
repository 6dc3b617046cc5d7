"""The kinds of point that people raise, what stands in the way of sharing, and what becomes of a point."""

from enum import StrEnum


class _Word(StrEnum):
    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


class PointKind(_Word):
    """The letter's paragraphs 3 to 9 name each of them."""

    FEEDBACK = "feedback"
    CONCERN = "concern"
    BARRIER = "barrier"
    NEED = "need"
    QUESTION = "question"
    OFFER = "offer"
    RECOMMENDATION = "recommendation"

    @property
    def label(self) -> str:
        return "Feedback on the Code" if self is PointKind.FEEDBACK else super().label


class BarrierNature(_Word):
    """What kind of thing keeps organisations from sharing (the letter, paragraph 5, names the first two)."""

    CULTURAL = "cultural"
    ORGANISATIONAL = "organisational"
    LEGAL = "legal"
    TECHNICAL = "technical"
    RESOURCE = "resource"


class Disposition(_Word):
    """What became of a point. The first two leave it open; the others settle it on a day."""

    NEW = "new"
    UNDER_CONSIDERATION = "under_consideration"
    ANSWERED = "answered"
    TAKEN_INTO_OUTPUT = "taken_into_output"
    NOTED = "noted"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        return "Taken into an output" if self is Disposition.TAKEN_INTO_OUTPUT else super().label

    @property
    def is_settled(self) -> bool:
        return self not in (Disposition.NEW, Disposition.UNDER_CONSIDERATION)

    @property
    def needs_answer(self) -> bool:
        """Whether it is nothing without words: what was answered, or why it was declined."""
        return self in (Disposition.ANSWERED, Disposition.DECLINED)
