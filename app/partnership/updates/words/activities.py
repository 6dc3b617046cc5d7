"""What was done in the workstream of a commitment, who was reached and what effort it took."""

from collections.abc import Iterator

from app.partnership.updates.record.commitments import Reported
from app.partnership.updates.rules import Period, Sentence
from app.partnership.updates.words import evidence
from app.partnership.updates.words.english import (
    MINUTES_OF_AN_HOUR,
    counted,
    day,
    effort,
    joined,
    one_line,
    quoted,
    was,
)
from app.programme.models import Activity

MOST_ACTIVITIES = 20
MOST_SHOWN = 50  # as evidence of the total


def tell_activities(reported: Reported, period: Period) -> Iterator[Sentence]:
    """Told once, under the first of the workstream's commitments; the others lead there."""
    activities, strand = reported.activities, reported.workstream
    if strand is None:
        return
    if not activities:
        words = f"No activity of the workstream {quoted(strand.name)} was recorded in the period."
        yield Sentence("activities/count", words, [evidence.of_workstream(strand)])
        return
    if reported.shared_with is not None:
        words = f"What was done in its workstream is told under {quoted(reported.shared_with.title)}."
        yield Sentence("activities/told", words, [evidence.of_commitment(reported.shared_with)])
        return
    behind = [evidence.of_workstream(strand), *map(evidence.of_activity, activities[:MOST_SHOWN])]
    yield Sentence("activities/count", _totals(activities, strand.name), behind)
    for activity in activities[:MOST_ACTIVITIES]:
        yield Sentence(f"activity-{activity.id}/done", _done(activity), [evidence.of_activity(activity)])
    left = len(activities) - MOST_ACTIVITIES
    if left > 0:
        words = f"A further {counted(left, 'activity', 'activities')} {was(left)} recorded, not set out here."
        yield Sentence("activities/more", words, [evidence.of_workstream(strand)])


def _totals(activities: list[Activity], workstream: str) -> str:
    """Exact sums of what was counted, and of how many activities they are."""
    number = len(activities)
    words = (
        f"In the workstream {quoted(workstream)}, {counted(number, 'activity', 'activities')} {was(number)} recorded."
    )
    reached = [each.reached_count for each in activities if each.reached_count is not None]
    spent = [each.effort_minutes for each in activities if each.effort_minutes is not None]
    told = []
    if reached:
        told.append(f"{counted(sum(reached), 'person was', 'people were')} reached{_of(len(reached), number)}")
    if spent:
        was_spent = "was" if sum(spent) in (1, MINUTES_OF_AN_HOUR) else "were"
        told.append(f"{effort(sum(spent))} of effort {was_spent} recorded{_of(len(spent), number)}")
    return f"{words} {joined(told)[:1].upper()}{joined(told)[1:]}." if told else words


def _of(counted_ones: int, number: int) -> str:
    return "" if counted_ones == number else f" (counted for {counted_ones:,} of the {number:,})"


def _done(activity: Activity) -> str:
    """'5 March 2021: Webinar for practitioners, which reached 45 people (school leads) in Education.'"""
    words = f"{day(activity.done_on)}: {one_line(activity.what).rstrip('.')}"
    whom = f" ({one_line(activity.reached_whom)})" if activity.reached_whom else ""
    sectors = joined([sector.name for sector in activity.sectors])
    if activity.reached_count is not None:
        people = counted(activity.reached_count, "person", "people")
        words += f", which reached {people}{whom}" + (f" in {sectors}" if sectors else "")
    elif whom or sectors:
        words += whom + (f" in {sectors}" if sectors else "")
    if activity.effort_minutes is not None:
        words += f"; {effort(activity.effort_minutes)} of effort"
    return f"{words}."
