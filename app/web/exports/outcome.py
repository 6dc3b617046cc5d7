"""What the page of a job says of an export: where its file is, and until when; and the list that it is of."""

from dataclasses import replace

from flask import url_for

from app.core.clock import at_the_office
from app.core.plain_dates import PlainDate, format_plain_date
from app.exports.folder import KEPT
from app.exports.models import Export
from app.exports.queries import find_export_of_job
from app.jobs.models import Job
from app.jobs.rules import JobState
from app.reports.histories.parts import PER_PART
from app.web.jobs.outcome import KindOfJob, Outcome
from app.web.lists_shown.registry import list_called


def _workbook(job: Job) -> Outcome:
    export = find_export_of_job(job.id, colleague_id=job.colleague_id)
    if export is None:
        return Outcome()
    of_file = _file_of(job, export, "XLSX", "Export the list again to have it as it is now.")
    to_list = "Back to the list", list_called(export.list_name).address(export.filters)
    return replace(of_file, links=[*of_file.links, to_list])


def _history(job: Job) -> Outcome:
    export = find_export_of_job(job.id, colleague_id=job.colleague_id)
    kind = f"PDF, in parts of {PER_PART} contacts" if job.done_count > PER_PART else "PDF"
    return _file_of(job, export, kind, "Ask for it again to have it as it is now.")


def _file_of(job: Job, export: Export | None, kind: str, again: str) -> Outcome:
    if job.state is not JobState.DONE or export is None or export.finished_at is None:
        return Outcome()
    if export.file_removed_at is not None:
        return Outcome(f"The file was removed, as files are after {KEPT.days} days. {again}")
    until = format_plain_date(PlainDate(at_the_office(export.finished_at + KEPT).date()))
    words = f"It is there until {until}, for you alone. {again}"
    return Outcome(words, [(f"Fetch the file ({kind})", url_for("exports.file", export_id=export.id))])


NO_FILE = "No file was made."
EXPORT = KindOfJob(counted=("row", "rows"), outcome=_workbook, left_half_done=NO_FILE)
HISTORY_FILES = KindOfJob(outcome=_history, left_half_done=NO_FILE)
