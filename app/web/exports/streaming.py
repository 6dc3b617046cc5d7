"""The rows of a list while they are read, few at a time."""

import datetime as dt
from collections.abc import Iterator, Sequence

from app.contacts.visibility import Reader
from app.exports.sending import sent_to_the_end
from app.exports.services import ListToExport
from app.reports.lists.columns import Cell
from app.reports.lists.csv_files import csv_chunks
from app.web.lists_shown.registry import list_called
from app.web.lists_shown.shown_list import arguments_of

Rows = Sequence[tuple[Cell, ...]]


def rows_of(exported: ListToExport, reader: Reader) -> Iterator[Rows]:
    """All rows of the list in its order, each with its number first."""
    shown = list_called(exported.name)
    cells = shown.cells(exported.columns, reader)
    for keys in shown.read(arguments_of(exported.filters)).keys(reader):
        yield cells.rows(keys)


def stream_csv(export_id: int, exported: ListToExport, reader: Reader) -> Iterator[bytes]:
    """The file, lot by lot."""
    with sent_to_the_end(export_id, clock=lambda: dt.datetime.now(dt.UTC)) as account:
        lots = account.counting(rows_of(exported, reader))
        yield from csv_chunks(exported.heads, ([row[1:] for row in lot] for lot in lots))
