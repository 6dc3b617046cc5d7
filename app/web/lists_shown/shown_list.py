"""What is known of a filtered list beside the page that shows it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlencode

from flask import url_for
from werkzeug.datastructures import MultiDict

from app.contacts.visibility import Reader
from app.core.paging import BoundedCount
from app.reports.lists.columns import Cell, Column
from app.reports.lists.readers import Rows

Arguments = MultiDict[str, str]


class CellReader(Protocol):
    """Reads rows in certain columns."""

    def rows(self, keys: Sequence[int]) -> list[tuple[Cell, ...]]:
        """Of each row that the reader is shown, in order: its number, then a cell for each column."""


@dataclass(frozen=True)
class ReadList:
    """A list as an address narrows it. `labels` are the filters in use, by their names in the address."""

    labels: Mapping[str, str]
    count: Callable[[Reader], BoundedCount]
    keys: Callable[[Reader], Iterator[Sequence[int]]]  # of all rows, in the order of the list, some hundred at a time
    kept: Mapping[str, str] | None = None  # the filters as the address is to have them, where that is not as it does

    @property
    def in_words(self) -> str:
        return "; ".join(self.labels.values())


@dataclass(frozen=True, kw_only=True)
class ShownList:
    """One list: where it is, what narrows it, which columns it may have, and how it is read."""

    name: str
    title: str
    endpoint: str
    nouns: tuple[str, str]
    parameters: tuple[str, ...]  # of its address: the filters, never where a page begins
    columns: tuple[Column, ...]
    title_column: str  # which leads to the record, and so is always there
    record: tuple[str, str]  # the endpoint of a record, and what its address calls the number
    read: Callable[[Arguments], ReadList]
    cells: Callable[[Sequence[str], Reader], CellReader]
    order: str

    @property
    def offered(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.is_offered)

    @property
    def default_columns(self) -> tuple[str, ...]:
        """What an export holds where nobody chose any."""
        return tuple(column.name for column in self.columns if column.is_shown)

    def columns_named(self, names: Sequence[str]) -> tuple[str, ...]:
        """Those of the names that it offers, in its own order, with the title; none where none is named."""
        wanted = {*names} & {column.name for column in self.offered}
        return tuple(column.name for column in self.offered if column.name in {*wanted, self.title_column} and wanted)

    def heads(self, names: Sequence[str]) -> tuple[str, ...]:
        labels = {column.name: column.label for column in self.columns}
        return tuple(labels[name] for name in names)

    def read_rows(
        self, filters: str, columns: Sequence[str], reader: Reader
    ) -> tuple[Callable[[], int], Iterator[Rows]]:
        """How many rows there are with these filters, and all of them in its order, each with its number first."""
        read, cells = self.read(arguments_of(filters)), self.cells(columns, reader)
        return lambda: sum(map(len, read.keys(reader))), (cells.rows(keys) for keys in read.keys(reader))

    def filters_of(self, arguments: Arguments) -> str:
        """The filters of an address, to stand in another."""
        return urlencode([(name, arguments[name]) for name in self.parameters if arguments.get(name)])

    def filters_kept(self, arguments: Arguments, read: ReadList) -> str:
        """The same as the list's own links have them, however they were typed; what can't be read is left out."""
        kept = read.kept if read.kept is not None else {name: arguments[name] for name in read.labels}
        return urlencode([(name, kept[name]) for name in self.parameters if name in kept])

    def address(self, filters: str, **more: Any) -> str:
        return url_for(self.endpoint, **{**dict(parse_qsl(filters)), **more})

    def record_address(self, number: int) -> str:
        endpoint, argument = self.record
        values: dict[str, Any] = {argument: number}
        return url_for(endpoint, **values)


def arguments_of(filters: str) -> Arguments:
    return MultiDict(parse_qsl(filters))
