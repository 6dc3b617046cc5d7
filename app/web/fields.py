"""What the forms share: cleaned text, and enums as choices."""

from collections.abc import Iterable

from wtforms.fields import SelectChoice

from app.core.text import clean_line, clean_text


def line(text: str | None) -> str:
    """A field's filter: one line. What is no text is refused with a message, and stays in the field."""
    return clean_line(text or "")


def lines(text: str | None) -> str:
    """A field's filter: several lines, kept to the letter."""
    return clean_text(text or "")


def words_of(words: Iterable) -> list[SelectChoice]:  # type: ignore[type-arg]
    """An enum's members as choices."""
    return [SelectChoice(word.value, word.label) for word in words]
