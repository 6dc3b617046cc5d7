"""A whole history in parts, none longer than is put into one file: what is made of a part is all in memory."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.contacts.visibility import Reader
from app.core.paging import describe_count
from app.core.plain_dates import PlainDate, format_plain_date
from app.reports.histories.document import Cover, Entry
from app.reports.histories.reading import Order, read_history

PER_PART = 500
HOLDS_RESTRICTED = "Holds restricted contacts"


@dataclass(frozen=True)
class HistoryAsked:
    """Whose history, in which order, for whom and when, by the office's clock."""

    organisation_id: int
    name: str
    order: Order
    reader: Reader
    made_for: str
    now: dt.datetime

    def cover(self, *, count: int, part: int, parts: int, is_restricted: bool) -> Cover:
        day = format_plain_date(PlainDate(self.now.date()))
        made = f"Made on {day} at {self.now:%H:%M} for {self.made_for}"
        return Cover(
            title=self.name,
            made=f"{made}, from the contacts that {self.made_for} may read.",
            made_for=self.made_for,
            made_on=self.now.date(),
            count=f"{describe_count(count, 'contact', 'contacts')} in all, {self.order.label.lower()}.",
            mark=HOLDS_RESTRICTED if is_restricted else "",
            part=part,
            parts=parts,
        )


@dataclass(frozen=True)
class Part:
    cover: Cover
    entries: Sequence[Entry]


def parts_of(asked: HistoryAsked, count: int) -> Iterator[Part]:
    """All of it; without any contact one part that says so."""
    parts = max(1, -(-count // PER_PART))
    gathered: list[tuple[Entry, bool]] = []
    made = 0
    for lot in read_history(asked.organisation_id, asked.order, reader=asked.reader):
        gathered += lot
        while len(gathered) > PER_PART:
            made += 1
            yield _part(asked, gathered[:PER_PART], count, made, parts)
            gathered = gathered[PER_PART:]
    if gathered or not made:
        yield _part(asked, gathered, count, made + 1, parts)


def _part(asked: HistoryAsked, told: Sequence[tuple[Entry, bool]], count: int, part: int, parts: int) -> Part:
    is_restricted = any(is_hidden for _entry, is_hidden in told)
    cover = asked.cover(count=count, part=part, parts=parts, is_restricted=is_restricted)
    return Part(cover, [entry for entry, _is_hidden in told])
