"""What sentences say of days that are past, of days that are known by a limit alone, and of one of a thing."""

import datetime as dt

import pytest

from app.contacts.rules import ContactKind, Direction
from app.core.plain_dates import DatePrecision, PlainDate
from app.organisations.models import Organisation
from app.organisations.rules import PartnerGroup
from app.partnership.models import OutputPoint
from app.partnership.updates.composing import compose
from app.points.rules import Disposition
from app.programme.models import CommitmentOutput
from app.programme.rules import OutputStatus
from tests.factories.contacts import make_commitment, make_contact, make_organisation, make_workstream
from tests.factories.partnership import added, make_activity, make_milestone, make_output, make_point
from tests.factories.update_world import AFTER, FIRST, LAST, TODAY

# The rows that it is composed of are read on both databases elsewhere.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

PASSED = dt.date(2021, 4, 20)
LIMIT = dt.date(2021, 6, 30)


@pytest.fixture
def committee(session) -> Organisation:
    return make_organisation("Example Committee", group=PartnerGroup.PARLIAMENT)


def told(committee) -> dict[tuple[str, str], str]:
    parts = compose(committee, FIRST, LAST, today=TODAY)
    return {(part.id, sentence.key): sentence.words for part in parts for sentence in part.sentences}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"planned_on": dt.date(2021, 2, 1)}, "on 20 April 2021, after the period (planned for 1 February 2021)"),
        ({"planned_on": dt.date(2021, 5, 5)}, "on 20 April 2021, after the period (planned for 5 May 2021)"),
        ({"planned_words": "in time"}, "on 20 April 2021, after the period (planned: “in time”)"),
        ({}, "on 20 April 2021, after the period"),
        ({"actual_on": AFTER, "actual_precision": DatePrecision.MONTH}, "in April 2021, after the period"),
        ({"actual_precision": DatePrecision.ON_OR_BEFORE}, "on or before 20 April 2021"),
    ],
)
def test_a_milestone_that_was_passed_after_the_period_is_said_to_have_been(committee, fields, words):
    milestone = make_milestone("Laid", **{"actual_on": PASSED, **fields})
    assert told(committee)["next", f"milestone-{milestone.id}/planned"] == f"The milestone “Laid” was passed {words}."


def test_an_output_that_was_due_before_the_end_of_the_period_was_due_wherever_it_is_told_of(committee):
    output = make_output("Late card", status=OutputStatus.DRAFTING, due_on=dt.date(2021, 1, 5))
    promise, point = make_commitment(), make_point()
    added(CommitmentOutput(commitment_id=promise.id, output_id=output.id))
    added(OutputPoint(output_id=output.id, point_id=point.id))
    words = told(committee)
    for place in (
        ("next", f"output-{output.id}/draft"),
        (f"commitment-{promise.id}", f"output-{output.id}/stands"),
        ("heard", f"point-{point.id}/became"),
    ):
        assert words[place].endswith("is being drafted, and was due on 5 January 2021."), place


@pytest.mark.parametrize("due_on", [LAST, AFTER])
def test_an_output_that_is_due_on_the_last_day_or_later_is_due(committee, due_on):
    output = make_output("Card", status=OutputStatus.TESTING, due_on=due_on)
    assert ", and is due on " in told(committee)["next", f"output-{output.id}/draft"]


def test_what_became_of_a_point_is_told_from_the_one_that_speaks_for_it_though_that_was_raised_later(committee):
    answered = {"disposition": Disposition.ANSWERED, "answer": "We will.", "disposed_on": dt.date(2021, 5, 20)}
    later = make_point("Said again", make_contact(date=AFTER), **answered)
    earlier = make_point("Said first", same_as_id=later.id)
    words = told(committee)
    assert "“Said first”" in words["heard", f"point-{earlier.id}/raised"]
    assert words["heard", f"point-{earlier.id}/became"] == "It was answered on 20 May 2021: “We will.”"


def test_a_day_that_is_a_limit_is_told_as_one(committee):
    limit = {"planned_on": LIMIT, "planned_precision": DatePrecision.ON_OR_BEFORE}
    planned, passed = make_milestone("Laid", **limit), make_milestone("Sent", actual_on=dt.date(2021, 3, 3), **limit)
    missed = make_milestone("Missed", **{**limit, "planned_on": dt.date(2021, 2, 1)})
    make_contact(
        date=PlainDate(dt.date(2021, 2, 3), DatePrecision.ON_OR_BEFORE),
        kind=ContactKind.LETTER,
        direction=Direction.OUT,
        our_reference="EX/1",
        organisations=[committee],
    )
    words = told(committee)
    assert {
        words["next", f"milestone-{planned.id}/planned"],
        words["next", f"milestone-{missed.id}/planned"],
        words["milestones", f"milestone-{passed.id}/passed"],
        words["opening", "opening/after"],
    } == {
        "The milestone “Laid” is planned on or before 30 June 2021.",
        "The milestone “Missed” was planned on or before 1 February 2021 and is not recorded as passed.",
        "“Sent”: 3 March 2021 (planned on or before 30 June 2021).",
        "It follows our letter, dated on or before 3 February 2021 (our reference EX/1).",
    }


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(60, "1 hour of effort was"), (1, "1 minute of effort was"), (61, "1 hour 1 minute of effort were")],
)
def test_one_hour_and_one_minute_was_recorded_and_more_were(committee, minutes, words):
    workstream = make_workstream()
    promise = make_commitment(workstream_id=workstream.id)
    make_activity(workstream, effort_minutes=minutes)
    assert f" {words} recorded." in told(committee)[f"commitment-{promise.id}", "activities/count"]


def test_one_activity_that_is_not_set_out_is_told_as_one(committee):
    workstream = make_workstream()
    promise = make_commitment(workstream_id=workstream.id)
    for _ in range(21):
        make_activity(workstream)
    more = told(committee)[f"commitment-{promise.id}", "activities/more"]
    assert more == "A further 1 activity was recorded, not set out here."
