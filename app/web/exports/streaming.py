"""The rows of a list while they are read, few at a time."""

import datetime as dt
from collections.abc import Iterator

from app.contacts.visibility import Reader
from app.exports.sending import sent_to_the_end
from app.exports.services import ListToExport
from app.reports.lists.csv_files import csv_chunks
from app.reports.lists.readers import reader_of


def stream_csv(export_id: int, exported: ListToExport, reader: Reader) -> Iterator[bytes]:
    """The file, lot by lot."""
    read_list, _heads = reader_of(exported.name)
    with sent_to_the_end(export_id, clock=lambda: dt.datetime.now(dt.UTC)) as account:
        _count, lots = read_list(exported.filters, exported.columns, reader)
        counted = account.counting(lots)
        yield from csv_chunks(exported.heads, ([row[1:] for row in lot] for lot in counted))
