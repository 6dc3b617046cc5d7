"""The milestones that were passed, and what is next."""

from collections.abc import Iterator, Sequence

from app.core.plain_dates import format_plain_date
from app.partnership.updates.record.ahead import Ahead
from app.partnership.updates.record.commitments import Reported
from app.partnership.updates.rules import NEXT, PASSED, Evidence, EvidenceKind, Part, Period, Sentence
from app.partnership.updates.words import evidence
from app.partnership.updates.words.english import begun, day, on_date, output_named, planned_for, quoted, standing
from app.programme.models import Milestone

ALL_MILESTONES = Evidence(EvidenceKind.LIST, "Milestones", address="/milestones/")
ALL_OUTPUTS = Evidence(EvidenceKind.LIST, "Outputs", address="/outputs/")
ALL_COMMITMENTS = Evidence(EvidenceKind.LIST, "Commitments", address="/commitments/")


def tell_passed(milestones: Sequence[Milestone]) -> Part:
    sentences = [
        Sentence(f"milestone-{milestone.id}/passed", _passed(milestone), [evidence.of_milestone(milestone)])
        for milestone in milestones
    ]
    nothing = Sentence("all/nothing", "No milestone is recorded as passed in the period.", [ALL_MILESTONES])
    return Part(PASSED, "Milestones passed", sentences or [nothing])


def _passed(milestone: Milestone) -> str:
    if milestone.actual is None:
        raise ValueError("It has not been passed.")
    return f"{quoted(milestone.title)}: {format_plain_date(milestone.actual)}{_as_planned(milestone)}."


def _as_planned(milestone: Milestone) -> str:
    """' (planned for 3 March 2021)', or the words of the plan; empty where there was none."""
    if milestone.planned is not None:
        return f" ({planned_for(milestone.planned)})"
    return f" (planned: {quoted(milestone.planned_words)})" if milestone.planned_words else ""


def tell_next(reported: Sequence[Reported], ahead: Ahead, period: Period) -> Part:
    sentences = [*_due(reported, period), *_milestones(ahead, period), *_outputs(ahead, period)]
    nothing = Sentence(
        "all/nothing",
        "Nothing is recorded as due, planned or in draft.",
        [ALL_COMMITMENTS, ALL_MILESTONES, ALL_OUTPUTS],
    )
    return Part(NEXT, "What is next", sentences or [nothing])


def _due(reported: Sequence[Reported], period: Period) -> Iterator[Sentence]:
    due = [
        (each.commitment.due_on, each.commitment)
        for each in reported
        if each.commitment.due_on and each.commitment.due_on >= period.as_of and not each.status.is_settled
    ]
    for due_on, commitment in sorted(due, key=lambda each: (each[0], each[1].position, each[1].id)):
        words = f"The commitment {quoted(commitment.title)} is due on {day(due_on)}."
        yield Sentence(f"due-{commitment.id}/due", words, [evidence.of_commitment(commitment)])


def _milestones(ahead: Ahead, period: Period) -> Iterator[Sentence]:
    for milestone in ahead.milestones:
        words = f"The milestone {quoted(milestone.title)} {_planned(milestone, period)}."
        yield Sentence(f"milestone-{milestone.id}/planned", words, [evidence.of_milestone(milestone)])
    if ahead.more_milestones:
        yield Sentence("milestones/more", "There are further milestones, not set out here.", [ALL_MILESTONES])


def _planned(milestone: Milestone, period: Period) -> str:
    planned, passed = milestone.planned, milestone.actual
    if passed is not None:
        since = ", after the period" if passed.lies_after(period.last) else ""
        return f"was passed {on_date(passed)}{since}{_as_planned(milestone)}"
    if planned is None:
        words = milestone.planned_words
        return f"is planned without a date: {quoted(words)}" if words else "is planned, and has no date yet"
    if planned.lies_before(period.as_of):
        return f"was {planned_for(planned)} and is not recorded as passed"
    return f"is {planned_for(planned)}"


def _outputs(ahead: Ahead, period: Period) -> Iterator[Sentence]:
    for output in ahead.outputs:
        words = f"{begun(output_named(output))} {standing(output, period.as_of)}."
        yield Sentence(f"output-{output.id}/draft", words, [evidence.of_output(output)])
    if ahead.more_outputs:
        yield Sentence("outputs/more", "Further outputs are in preparation, not set out here.", [ALL_OUTPUTS])
