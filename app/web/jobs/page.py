"""A job as its page and the list of them show it."""

from dataclasses import dataclass

from app.core.paging import describe_count
from app.jobs.models import Job
from app.jobs.rules import JobState
from app.web.changes import when_label
from app.web.jobs.kinds import kind_of
from app.web.jobs.outcome import Outcome, nothing_more


@dataclass(frozen=True)
class JobPage:
    """How far it is, in words and in percent; what came of it once it is over."""

    id: int
    title: str
    state: JobState
    progress: str
    percent: int | None
    asked_at: str
    began_at: str
    ended_at: str
    problem: str
    left_half_done: str
    outcome: Outcome

    @property
    def is_over(self) -> bool:
        return self.state.is_over


def page_of(job: Job, *, with_outcome: bool = True) -> JobPage:
    kind = kind_of(job)
    is_half_done = job.state in (JobState.CANCELLED, JobState.FAILED) and job.done_count > 0
    return JobPage(
        id=job.id,
        title=job.title,
        state=job.state,
        progress=progress_words(job),
        percent=job.percent,
        asked_at=when_label(job.created_at),
        began_at=when_label(job.started_at) if job.started_at else "",
        ended_at=when_label(job.finished_at) if job.finished_at else "",
        problem=job.problem,
        left_half_done=kind.left_half_done if is_half_done else "",
        outcome=(kind.outcome if with_outcome and job.state.is_over else nothing_more)(job),
    )


_WITHOUT_NUMBERS = {
    JobState.WAITING: "It begins in a moment",
    JobState.RUNNING: "It has begun",
    JobState.DONE: "It went through to the end",
    JobState.CANCELLED: "It did not come to its end",
    JobState.FAILED: "It did not come to its end",
}


def progress_words(job: Job) -> str:
    """'It begins in a moment', '12 of 200 contacts done', once done '200 contacts'; no number where none is told."""
    if not job.done_count and (job.state is JobState.WAITING or job.total_count is None):
        return _WITHOUT_NUMBERS[job.state]
    singular, plural = kind_of(job).counted
    if job.total_count is not None and job.state is not JobState.DONE:
        return f"{job.done_count:,} of {describe_count(job.total_count, singular, plural)} done"
    done = describe_count(job.done_count, singular, plural)
    return done if job.state is JobState.DONE else f"{done} done"  # beside a state that says so itself
