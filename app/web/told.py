"""What was just done, told once on the next page: at its top, or where it was done."""

from collections.abc import Collection
from typing import cast

from flask import flash, get_flashed_messages


def flash_at(place: str, words: str, kind: str) -> None:
    """Tell `words` (Markup or text) at a place of the next page, or at the top of one that has no such place."""
    flash(words, f"{place}:{kind}")


def messages_told(*, at: str = "", places: Collection[str] = ()) -> list[tuple[str, str]]:
    """Kind and words of each message for a place; without one, for the top of a page that has these places."""
    told = []
    messages = cast("list[tuple[str, str]]", get_flashed_messages(with_categories=True))
    for category, words in messages:
        place, _, kind = category.rpartition(":")
        if place == at if at else place not in places:
            told.append((kind, words))
    return told
