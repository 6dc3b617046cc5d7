"""Cleaning what was typed into several fields, and telling all that is wrong with it at once."""

from app.core.errors import InvalidInput, Problem
from app.core.text import InvalidText, clean_line, clean_text


class TypedInput:
    """Collects the problems of a form's fields while its texts are cleaned."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def line(self, field: str, typed: str, *, limit: int, missing: str = "") -> str:
        """The text as one clean line of at most `limit` characters; `missing` is the complaint when it is empty."""
        try:
            line = clean_line(typed)
        except InvalidText as error:
            self.refuse(field, str(error))
            return ""
        if missing and not line:
            self.refuse(field, missing)
        self._check_length(field, line, limit)
        return line

    def text(self, field: str, typed: str, *, limit: int) -> str:
        """The text to the letter, but for white space around it."""
        try:
            text = clean_text(typed).strip()
        except InvalidText as error:
            self.refuse(field, str(error))
            return ""
        self._check_length(field, text, limit)
        return text

    def refuse(self, field: str, message: str) -> None:
        self.problems.append(Problem(field, message))

    def finish(self) -> None:
        """Raises InvalidInput when there is any problem."""
        if self.problems:
            raise InvalidInput(self.problems)

    def _check_length(self, field: str, text: str, limit: int) -> None:
        if len(text) > limit:
            self.refuse(field, f"Shorten this to {limit:,} characters or fewer. It has {len(text):,}.")
