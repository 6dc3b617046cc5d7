"""The kinds of point that people raise."""

from enum import StrEnum


class PointKind(StrEnum):
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
        return "Feedback on the Code" if self is PointKind.FEEDBACK else self.value.capitalize()
