"""What the jobs of duplicates say of themselves."""

from flask import url_for

from app.jobs.models import Job
from app.upkeep.duplicates.finding import LOOK_JOB
from app.upkeep.merging.services import MERGE_JOB, UNDO_JOB
from app.web.jobs.outcome import KindOfJob, Outcome

PARTS = ("part", "parts")
HALF_MERGED = "What was moved stays moved. Go on with it under Merges; once it is through it can be undone there."
HALF_UNDONE = "What was taken back stays so. Go on with it under Merges."


def _merged(_job: Job) -> Outcome:
    return Outcome(links=[("Merges", url_for("duplicates.merges"))])


def _looked(_job: Job) -> Outcome:
    return Outcome(links=[("Duplicates", url_for("duplicates.index"))])


DUPLICATES = {
    MERGE_JOB: KindOfJob(counted=PARTS, outcome=_merged, left_half_done=HALF_MERGED),
    UNDO_JOB: KindOfJob(counted=PARTS, outcome=_merged, left_half_done=HALF_UNDONE),
    LOOK_JOB: KindOfJob(counted=("likely pair", "likely pairs"), outcome=_looked),
}
