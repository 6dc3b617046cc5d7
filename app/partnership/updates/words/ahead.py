"""The milestones that were passed, and what is next."""

from collections.abc import Iterator, Sequence

from app.core.plain_dates import PlainDate, format_plain_date
from app.partnership.updates.record.ahead import Ahead
from app.partnership.updates.record.commitments import Reported
from app.partnership.updates.rules import NEXT, PASSED, Evidence, EvidenceKind, Part, Period, Sentence
from app.partnership.updates.words import evidence
from app.partnership.updates.words.english import begun, day, output_named, quoted, standing
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
    if milestone.actual_on is None:
        raise ValueError("It has not been passed.")
    words = (
        f"{quoted(milestone.title)}: {format_plain_date(PlainDate(milestone.actual_on, milestone.actual_precision))}"
    )
    if milestone.planned_on:
        words += f" (planned for {format_plain_date(PlainDate(milestone.planned_on, milestone.planned_precision))})"
    elif milestone.planned_words:
        words += f" (planned: {quoted(milestone.planned_words)})"
    return f"{words}."


def tell_next(reported: Sequence[Reported], ahead: Ahead, period: Period) -> Part:
    sentences = [*_due(reported, period), *_milestones(ahead, period), *_outputs(ahead)]
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
        yield Sentence("milestones/more", "Further milestones are planned, not set out here.", [ALL_MILESTONES])


def _planned(milestone: Milestone, period: Period) -> str:
    if milestone.planned_on is None:
        words = milestone.planned_words
        return f"is planned without a date: {quoted(words)}" if words else "is planned, and has no date yet"
    planned = PlainDate(milestone.planned_on, milestone.planned_precision)
    if planned.latest < period.as_of:
        return f"was planned for {format_plain_date(planned)} and is not recorded as passed"
    return f"is planned for {format_plain_date(planned)}"


def _outputs(ahead: Ahead) -> Iterator[Sentence]:
    for output in ahead.outputs:
        words = f"{begun(output_named(output))} {standing(output)}."
        yield Sentence(f"output-{output.id}/draft", words, [evidence.of_output(output)])
    if ahead.more_outputs:
        yield Sentence("outputs/more", "Further outputs are in preparation, not set out here.", [ALL_OUTPUTS])
