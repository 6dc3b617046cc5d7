"""When a commitment is overdue, and what a change of its status has to say."""

import datetime as dt

import pytest

from app.programme.rules import CommitmentStatus, is_overdue, needs_reason

TODAY = dt.date(2021, 3, 5)
YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("due_on", "status", "expected"),
    [
        (YESTERDAY, CommitmentStatus.OPEN, True),
        (YESTERDAY, CommitmentStatus.IN_PROGRESS, True),
        (TODAY, CommitmentStatus.OPEN, False),
        (None, CommitmentStatus.OPEN, False),
        (YESTERDAY, CommitmentStatus.DELIVERED, False),
        (YESTERDAY, CommitmentStatus.OVERTAKEN, False),
        (YESTERDAY, CommitmentStatus.WITHDRAWN, False),
    ],
)
def test_it_is_overdue_the_day_after_it_was_due_unless_it_is_settled(due_on, status, expected):
    assert is_overdue(due_on, status, TODAY) is expected


def test_only_delivered_needs_evidence():
    assert [status for status in CommitmentStatus if status.needs_evidence] == [CommitmentStatus.DELIVERED]


def test_giving_up_and_taking_up_again_need_a_reason():
    status = CommitmentStatus
    assert needs_reason(status.OPEN, status.WITHDRAWN)
    assert needs_reason(status.IN_PROGRESS, status.OVERTAKEN)
    assert needs_reason(status.DELIVERED, status.IN_PROGRESS)
    assert not needs_reason(status.OPEN, status.IN_PROGRESS)
    assert not needs_reason(status.IN_PROGRESS, status.DELIVERED)
