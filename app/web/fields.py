"""What the forms share: cleaned text, enums as choices, and what a field holds."""

from collections.abc import Iterable
from typing import Any, Protocol, cast

from wtforms import Field, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from app.core.text import clean_line, clean_text

__all__ = ["SelectChoice", "chosen", "line", "lines", "offered", "said", "words_of"]


class LabelledWord(Protocol):
    """A member of a closed list of words."""

    @property
    def value(self) -> str: ...

    @property
    def label(self) -> str: ...


def line(text: str | None) -> str:
    """A field's filter: one line. What is no text is refused with a message, and stays in the field."""
    return clean_line(text or "")


def lines(text: str | None) -> str:
    """A field's filter: several lines, kept to the letter."""
    return clean_text(text or "")


def words_of(words: Iterable[LabelledWord]) -> list[SelectChoice]:
    """Members of a closed list as choices."""
    return [SelectChoice(word.value, word.label) for word in words]


def said(field: Field) -> str:
    """The text in a field."""
    return str(field.data or "")


def chosen(field: SelectMultipleField) -> list[Any]:
    """The values chosen in a field."""
    return list(field.data or [])


def offered(field: Field) -> list[SelectChoice]:
    """The choices of a field."""
    return cast("list[SelectChoice]", getattr(field, "choices", None) or [])
