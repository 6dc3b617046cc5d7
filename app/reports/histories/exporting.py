"""A whole history among the exports: what it is called there, and making its files in the background."""

from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from app.accounts.models import Colleague
from app.core.clock import at_the_office, office_now
from app.database import db
from app.exports.apart import ReadApart, meanwhile
from app.exports.folder import ExportFolder
from app.exports.models import Export
from app.exports.queries import get_export
from app.exports.services import ListToExport, finish_export
from app.jobs.handling import Progress, RunningJob
from app.jobs.models import Job
from app.jobs.services import enqueue
from app.organisations.record_queries import read_organisation
from app.reports.histories.parts import PER_PART, HistoryAsked, Part, parts_of
from app.reports.histories.pdf_file import write_pdf
from app.reports.histories.reading import Order, count_up_to
from app.reports.lists.making_xlsx import reader_now

NAME = "history"
KIND_OF_JOB = "history"
MOST_AT_ONCE = 200  # contacts; more are put together in the background
EVERY_CONTACT = 10**9
TITLE_LIMIT = 100


def history_to_export(asked: HistoryAsked) -> ListToExport:
    return ListToExport(
        name=NAME,
        title=f"History of {asked.name}"[:TITLE_LIMIT],
        filters=f"organisation={asked.organisation_id}",
        filters_in_words=asked.name,
        columns=[],
        heads=[asked.order.label],
    )


def enqueue_history(*, asked: HistoryAsked, export: Export, colleague: Colleague) -> Job:
    """Have its files made in the background."""
    job = enqueue(
        kind=KIND_OF_JOB,
        colleague=colleague,
        title=f"{export.list_title} as {export.file_kind.label}",
        parameters={"export_id": export.id, "organisation_id": asked.organisation_id, "order": asked.order.value},
        now=asked.now,
    )
    export.job_id = job.id
    return job


def make_history(
    job: RunningJob, *, folder: ExportFolder, context: Callable[[], AbstractContextManager[Any]]
) -> Generator[Progress]:
    """Begun anew after a kill, since nothing of an unfinished file can be used. Raises NotPermitted."""
    export_id, asked, done = int(job.parameters["export_id"]), _asked(job), 0
    db.session.rollback()  # from here on this session does nothing but say how far it is
    with ReadApart(lambda: _read(asked), context) as read:
        count = yield from _count_of(read)
        with folder.writing(export_id, "zip" if count > PER_PART else "pdf") as path, _writer(path) as write:
            for part in read:
                if isinstance(part, Part):
                    yield from (Progress(done, count) for _moment in meanwhile(_writing(write, part)))
                    done += len(part.entries)
                yield Progress(done, count)
    export = get_export(export_id, colleague_id=job.colleague_id)
    finish_export(export=export, rows=done, now=office_now())
    yield Progress(done, done)


def _read(asked: HistoryAsked) -> Iterator[int | Part]:
    """How many contacts there are, then the parts, all as of one moment."""
    count = count_up_to(asked.organisation_id, reader=asked.reader, limit=EVERY_CONTACT)
    yield count
    yield from parts_of(asked, count)


def _count_of(read: Iterator[int | Part | None]) -> Generator[Progress, None, int]:
    for found in read:
        if isinstance(found, int):
            return found
        yield Progress(0)
    return 0


def _asked(job: RunningJob) -> HistoryAsked:
    """As its colleague may read now, whatever they might when they asked."""
    export = get_export(int(job.parameters["export_id"]), colleague_id=job.colleague_id)
    organisation = read_organisation(int(job.parameters["organisation_id"]))
    return HistoryAsked(
        organisation_id=organisation.id,
        name=organisation.name,
        order=Order(job.parameters["order"]),
        reader=reader_now(job.colleague_id),
        made_for=export.colleague.name,
        now=at_the_office(export.begun_at),
    )


Write = Callable[[Part, bytes], None]


def _writing(write: Write, part: Part) -> Callable[[], None]:
    return lambda: write(part, write_pdf(part.cover, part.entries))


@contextmanager
def _writer(path: Path) -> Iterator[Write]:
    """What takes each part: as the file itself, or into one that holds them all."""

    def write_alone(_part: Part, content: bytes) -> None:
        path.write_bytes(content)

    if path.suffix != ".zip":
        yield write_alone
        return
    with ZipFile(path, "w", ZIP_STORED) as file:
        yield lambda part, content: file.writestr(part.cover.file_name, content)
