"""What the page of a job says of changes of many contacts."""

from flask import url_for

from app.jobs.models import Job
from app.web.jobs.outcome import KindOfJob, Outcome


def _see(job: Job) -> Outcome:
    address = url_for("many.page", many_change_id=job.parameters["many_change_id"])
    return Outcome(links=[("See what came of it, and go on from there", address)])


PREPARING = KindOfJob(outcome=_see, left_half_done="Nothing was changed.")
CHANGING = KindOfJob(outcome=_see, left_half_done="What was changed until then stays so, and can be undone.")
UNDOING = KindOfJob(outcome=_see, left_half_done="What was undone until then stays so. The rest can be undone too.")
