"""Lists whose rows are read as objects: each column says what it makes of one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.sql.base import ExecutableOption

from app.contacts.visibility import Reader
from app.core.paging import Page
from app.database import db
from app.reports.lists.columns import Cell

CHUNK = 200

Makers = Mapping[str, Callable[[Any], Cell]]
ReadRecords = Callable[[Sequence[int], Reader], Sequence[Any]]


class RecordCells:
    """The columns of these names. `number_of` is what leads to a row's page."""

    def __init__(
        self,
        names: Sequence[str],
        reader: Reader,
        *,
        read: ReadRecords,
        makers: Makers,
        number_of: Callable[[Any], int] = lambda record: int(record.id),
    ) -> None:
        self._read, self._reader, self._number_of = read, reader, number_of
        self._makers = [makers[name] for name in names]

    def rows(self, keys: Sequence[int]) -> list[tuple[Cell, ...]]:
        """Of those that the reader is shown, in the order of the keys; the number of each comes first."""
        return [
            (self._number_of(record), *(make(record) for make in self._makers))
            for record in (self._read(keys, self._reader) if keys else ())
        ]


def read_in_order(model: Any, *options: ExecutableOption) -> ReadRecords:
    """Reads the records of these numbers, with what the options load beside them."""

    def read(ids: Sequence[int], _reader: Reader) -> Sequence[Any]:
        found = {
            record.id: record for record in db.session.scalars(select(model).where(model.id.in_(ids)).options(*options))
        }
        return [found[number] for number in ids if number in found]

    return read


def keys_of_pages(read_page: Callable[[int | None, int], Page[Any]]) -> Iterator[Sequence[int]]:
    """The numbers of all rows of a list that is read a page at a time."""
    after = None
    while True:
        page = read_page(after, CHUNK)
        if page.items:
            yield [item.id for item in page.items]
        if page.next_cursor is None:
            return
        after = page.next_cursor
