"""What counts as text that can be saved, shown and searched."""

import re
import unicodedata
from textwrap import shorten

_WHITESPACE = re.compile(r"\s+")
# What a database cannot hold as text: NUL, and halves of characters.
_NOT_TEXT = re.compile(r"[\x00\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n?")
# More than any line is allowed. Composing takes time by the square of a run of combining marks.
LONGEST_LINE = 2_000


class InvalidText(ValueError):
    """The characters cannot be saved as text; the message says which."""


def clean_line(text: str) -> str:
    """One line: composed (NFC), inner white space made single, ends trimmed.

    Direction marks and joiners stay, since names in some scripts need them.
    Raises InvalidText for NUL, for halves of characters and for more than LONGEST_LINE characters.
    """
    _refuse_what_is_not_text(text)
    if len(text) > LONGEST_LINE:
        raise InvalidText(f"Shorten this. It has {len(text):,} characters, far more than fit on a line.")
    return _WHITESPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def clean_text(text: str) -> str:
    """Several lines, kept to the letter; only the ends of lines are made alike (LF).

    Raises InvalidText for NUL and for halves of characters.
    """
    _refuse_what_is_not_text(text)
    return _LINE_END.sub("\n", text)


def _refuse_what_is_not_text(text: str) -> None:
    wrong = _NOT_TEXT.search(text)
    if wrong:
        place = f"Character {wrong.start() + 1:,}"
        raise InvalidText(f"{place} is broken and cannot be saved. Remove it or type it again.")


def shortened(text: str, limit: int = 120) -> str:
    """The text on one line, cut after a whole word where it has more characters than the limit."""
    line = _WHITESPACE.sub(" ", text).strip()
    if len(line) <= limit:
        return line
    whole_words = shorten(line, limit, placeholder="…")
    return whole_words if len(whole_words) > 1 else f"{line[: limit - 1]}…"
