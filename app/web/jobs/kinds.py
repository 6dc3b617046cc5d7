"""The kinds of jobs that have words of their own, by the name that they are enqueued under."""

from collections.abc import Mapping

from app.jobs.models import Job
from app.web.jobs.outcome import KindOfJob

KINDS: Mapping[str, KindOfJob] = {}
_ANY = KindOfJob()


def kind_of(job: Job) -> KindOfJob:
    return KINDS.get(job.kind, _ANY)
