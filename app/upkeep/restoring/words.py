"""Reading a value back from the words that the record of changes kept of it: exactly, or not at all."""

import datetime as dt
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from app.core.clock import office_today
from app.core.errors import Conflict
from app.core.plain_dates import PlainDate, UnreadableDate, format_plain_date, parse_plain_date
from app.database import db
from app.merges.queries import find_merge

Read = Callable[[str], Any]  # raises Conflict in words for what cannot be read back

MOST_CALLED_SO = 2


def as_it_is(words: str) -> str:
    return words


def yes_or_no(words: str) -> bool:
    return words == "Yes"


def a_date(words: str) -> PlainDate | None:
    """As precise as it was."""
    if not words:
        return None
    try:
        read = parse_plain_date(words, today=office_today())
    except UnreadableDate:
        read = None
    if read is None or format_plain_date(read) != words:
        raise Conflict(f"“{words}” cannot be read back as a date. Edit the record instead.")
    return read


def a_day(words: str) -> dt.date | None:
    date = a_date(words)
    return date.date if date else None


def one_of(choices: type[StrEnum]) -> Read:
    """A choice by its label; nothing where there was none."""

    def read(words: str) -> StrEnum | None:
        by_label: dict[str, StrEnum] = {choice.label: choice for choice in choices}  # type: ignore[attr-defined]
        if words and words not in by_label:
            raise Conflict(f"“{words}” is no longer a choice. Edit the record instead.")
        return by_label.get(words)

    return read


def called(name: InstrumentedAttribute[str], noun: str, *, none: str = "") -> Read:
    """The number of the one record of that name; nothing for the words that say that there was none."""

    def read(words: str) -> int | None:
        return None if words in ("", none) else _number_of(name, noun, words)

    return read


def several_called(name: InstrumentedAttribute[str], noun: str) -> Read:
    def read(words: str) -> tuple[int, ...]:
        return tuple(_number_of(name, noun, each) for each in several(words))

    return read


def several(words: str) -> tuple[str, ...]:
    """Names as lists of them are kept."""
    return tuple(words.split("; ")) if words else ()


def _number_of(name: InstrumentedAttribute[str], noun: str, words: str) -> int:
    found = list(db.session.scalars(select(name.class_.id).where(name == words).limit(MOST_CALLED_SO)))
    if not found:
        raise Conflict(f"There is no {noun} called “{words}” any more. Edit the record and choose another.")
    if len(found) > 1:
        raise Conflict(f"More than one {noun} is called “{words}”. Edit the record and choose which.")
    merge = find_merge(name.class_.__tablename__, found[0])
    if merge is not None:
        raise Conflict(f"“{words}” was merged into {merge.survivor_name} since. Edit the record and choose that.")
    return int(found[0])
