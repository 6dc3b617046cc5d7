"""The kinds of jobs that have words of their own, by the name that they are enqueued under."""

from collections.abc import Mapping

from app.jobs.models import Job
from app.many import services as many
from app.reports.histories.exporting import KIND_OF_JOB as HISTORY
from app.reports.lists.making_xlsx import KIND_OF_JOB
from app.web.duplicates.jobs import DUPLICATES
from app.web.exports.outcome import EXPORT, HISTORY_FILES
from app.web.jobs.outcome import KindOfJob
from app.web.many import jobs as many_jobs

KINDS: Mapping[str, KindOfJob] = {
    many.PREPARE: many_jobs.PREPARING,
    many.DO: many_jobs.CHANGING,
    many.UNDO: many_jobs.UNDOING,
    KIND_OF_JOB: EXPORT,
    **DUPLICATES,
    HISTORY: HISTORY_FILES,
}
_ANY = KindOfJob()


def kind_of(job: Job) -> KindOfJob:
    return KINDS.get(job.kind, _ANY)
