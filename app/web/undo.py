"""What was just done, told once with the way back: in the confirmation itself, so that it works without scripts."""

from collections.abc import Mapping, Sequence

from flask import flash

from app.core.text import shortened

LONGEST_NAME = 80  # characters: the confirmation travels in a cookie, which holds 4 KB


def short_name(text: str) -> str:
    """A name or a subject as a confirmation tells it."""
    return shortened(text, LONGEST_NAME)


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
