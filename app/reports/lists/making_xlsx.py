"""The work behind an export to Excel: a file is made of a list in the background, and is there once it is whole."""

import datetime as dt
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Any

from app.accounts.queries import find_account
from app.contacts.visibility import Reader
from app.core.errors import NotPermitted
from app.database import db
from app.exports.apart import ReadApart, meanwhile
from app.exports.folder import ExportFolder
from app.exports.queries import get_export
from app.exports.services import finish_export
from app.jobs.handling import Progress, RunningJob
from app.reports.lists.readers import Rows, reader_of
from app.reports.lists.xlsx_files import XlsxFile

KIND_OF_JOB = "export"
TELL_EVERY_SECONDS = 0.5
LEFT = "Your account was closed meanwhile, so no file was made."


def make_xlsx(
    job: RunningJob, *, folder: ExportFolder, context: Callable[[], AbstractContextManager[Any]]
) -> Generator[Progress]:
    """Begun anew after a kill, since nothing of an unfinished file can be used. Raises NotPermitted."""
    export = get_export(int(job.parameters["export_id"]), colleague_id=job.colleague_id)
    read_list, heads_of = reader_of(export.list_name)
    wanted = export.filters, list(export.columns), reader_now(job.colleague_id)
    number, title, heads = export.id, export.list_title, heads_of(export.columns)
    db.session.rollback()  # from here on this session does nothing but say how far it is

    def read() -> Iterator[int | Rows]:
        count, lots = read_list(*wanted)
        yield count()
        yield from lots

    rows = 0
    with folder.writing(number) as path:
        file = XlsxFile(path, title, heads)
        with ReadApart(read, context) as lots:
            for progress in _written(file, lots):
                rows = progress.done_count
                yield progress
        yield from _closed(file, rows)
    finish_export(export=get_export(number, colleague_id=job.colleague_id), rows=rows, now=dt.datetime.now(dt.UTC))
    yield Progress(rows, rows)


def _written(file: XlsxFile, lots: Iterable[int | Rows | None]) -> Iterator[Progress]:
    rows, total, told_at = 0, None, time.monotonic()
    for lot in lots:
        if isinstance(lot, int):
            total = lot
        elif lot is not None:
            file.add([row[1:] for row in lot])
            rows += len(lot)
        # Each time that it says so, the worker commits and makes room for others.
        if time.monotonic() - told_at >= TELL_EVERY_SECONDS:
            yield Progress(rows, total)
            told_at = time.monotonic()
    yield Progress(rows, total)


def reader_now(colleague_id: int) -> Reader:
    """As they may read now, whatever they might when they asked."""
    account = find_account(colleague_id)
    if account is None or not account.is_active:
        raise NotPermitted(LEFT)
    return Reader(account.id, account.may_read_restricted)


def _closed(file: XlsxFile, rows: int) -> Generator[Progress]:
    """Putting a long file together takes longer than a worker's lease."""
    for _moment in meanwhile(file.close):
        yield Progress(rows)
