"""What was just done, told once with the way back: in the confirmation itself, so that it works without scripts."""

from collections.abc import Mapping, Sequence
from textwrap import shorten

from flask import flash

LONGEST_NAME = 80  # characters: the confirmation travels in a cookie, which holds 4 KB


def short_name(text: str) -> str:
    """A name or a subject as a confirmation tells it."""
    if len(text) <= LONGEST_NAME:
        return text
    whole_words = shorten(text, LONGEST_NAME, placeholder="…")
    return whole_words if len(whole_words) > 1 else f"{text[: LONGEST_NAME - 1]}…"


def flash_with_undo(
    words: str,
    undo_address: str,
    *,
    fields: Mapping[str, str | int] | None = None,
    button: str = "Undo",
    links: Sequence[tuple[str, str]] = (),
) -> None:
    """Tell `words` (Markup or text) on the next page, with a button that posts `fields` to `undo_address`.

    `links` are pairs of label and address that stand after it. Names within `words` go through short_name.
    """
    message = {"words": words, "undo": undo_address, "fields": dict(fields or {}), "button": button}
    flash({**message, "links": [list(link) for link in links]}, "saved")  # type: ignore[arg-type]
