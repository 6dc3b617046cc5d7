"""What the readers say about text that they cannot read."""

LONGEST_TEXT = 100
_LONGEST_QUOTE = 40


class Unreadable(ValueError):
    """What was typed cannot be read; the message says what to do about it."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


class UnreadableDate(Unreadable):
    """Not a date."""


class UnreadableTime(Unreadable):
    """Not a time of day."""


class UnreadableLength(Unreadable):
    """Not a length of time."""


def quoted(text: str) -> str:
    """What was typed, short and printable enough to stand in a message."""
    shown = " ".join("".join(c if c.isprintable() else " " for c in text[:LONGEST_TEXT]).split())
    return f"“{shown[:_LONGEST_QUOTE]}…”" if len(shown) > _LONGEST_QUOTE else f"“{shown}”"


def has_foreign_digits(text: str) -> bool:
    """Whether a number is written in digits other than 0 to 9, superscripts included."""
    return any(c.isnumeric() and not c.isascii() for c in text)
