"""Sending a list while it is read: all of it as it stood at one moment, and an account of it afterwards."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from app.database import db, read_as_of_now, start_writing
from app.exports.models import Export
from app.exports.services import break_off_export, finish_export

Lot = TypeVar("Lot", bound=Sequence[object])


class Account:
    """Counts the rows that leave."""

    def __init__(self) -> None:
        self.rows = 0

    def counting(self, lots: Iterable[Lot]) -> Iterator[Lot]:
        for lot in lots:
            yield lot
            self.rows += len(lot)


@contextmanager
def sent_to_the_end(export_id: int, *, clock: Callable[[], dt.datetime]) -> Iterator[Account]:
    """Within, everything is read as it stands at the beginning; after it the export is kept with its count.

    The request that asked for it is over by then, and so this commits what it writes.
    """
    account, is_whole = Account(), False
    read_as_of_now()
    try:
        yield account
        is_whole = True
    finally:
        start_writing()
        export = db.session.get_one(Export, export_id)
        if is_whole:
            finish_export(export=export, rows=account.rows, now=clock())
        else:
            break_off_export(export=export, rows=account.rows)
        db.session.commit()
