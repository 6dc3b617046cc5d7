"""The errors that services raise and the request edge turns into pages."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one field, in words for whoever typed it."""

    field: str
    message: str


class LiaisonError(Exception):
    """Anything that Liaison refuses to do; its text is fit to be shown."""

    default_message = "Liaison could not do that."

    def __init__(self, message: str | None = None) -> None:
        self.message = message or self.default_message
        super().__init__(self.message)


class NotFound(LiaisonError):
    """There is no such record, or the actor may not know that there is."""

    default_message = "There is no such record."


class NotPermitted(LiaisonError):
    """The actor's role does not allow this."""

    default_message = "You do not have permission to do this."


class Conflict(LiaisonError):
    """What is asked contradicts what is already recorded."""


class StaleVersion(LiaisonError):
    """Someone else saved the record after the actor opened it."""

    default_message = "Someone else has changed this since you opened it."


class InvalidInput(LiaisonError):
    """What was typed cannot be saved; each problem names its field."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(" ".join(problem.message for problem in self.problems))

    @classmethod
    def of(cls, field: str, message: str) -> "InvalidInput":
        """An error with a single problem."""
        return cls([Problem(field, message)])
