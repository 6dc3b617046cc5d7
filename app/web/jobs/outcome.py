"""What a feature says of its jobs: what is counted in them, and what came of one that is over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.jobs.models import Job


@dataclass(frozen=True)
class Outcome:
    """Words (Markup or text), and pairs of label and address. All of it may be empty."""

    words: str = ""
    links: Sequence[tuple[str, str]] = ()


def nothing_more(_job: Job) -> Outcome:
    return Outcome()


@dataclass(frozen=True)
class KindOfJob:
    """`counted` are the singular and the plural of what progress counts."""

    counted: tuple[str, str] = ("contact", "contacts")
    outcome: Callable[[Job], Outcome] = nothing_more
    # What stays of a job that was cancelled or failed half-way.
    left_half_done: str = "What was done until then stays done."
