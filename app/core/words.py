"""Words of a closed list, as they arrive from outside."""

from enum import StrEnum
from typing import TypeVar

Word = TypeVar("Word", bound=StrEnum)


def find_word(words: type[Word], text: str | None) -> Word | None:
    """The member that the text names, or None."""
    try:
        return words(text or "")
    except ValueError:
        return None
