"""The partnership in a few numbers, each as the list that it opens has it."""

import datetime as dt

import pytest

from app.core.paging import BoundedCount
from app.partnership.glance import Glance, find_most_pressing, read_glance
from app.partnership.rules import UpdateStatus
from app.programme.models import CommitmentStatusChange
from app.programme.rules import CommitmentStatus, OutputStatus
from tests.factories.contacts import make_commitment, make_organisation, make_workstream
from tests.factories.partnership import (
    added,
    make_forum,
    make_inquiry,
    make_matter,
    make_output,
    make_update,
)

pytestmark = pytest.mark.usefixtures("app")

TODAY = dt.date(2021, 3, 5)
LONG_AGO = dt.datetime(2021, 1, 1, tzinfo=dt.UTC)
ARCHIVED = {"archived_at": LONG_AGO, "archived_reason": "Entered twice"}


def due(days, **fields):
    return make_commitment(due_on=TODAY + dt.timedelta(days=days), **fields)


def withdrawn(commitment):
    change = CommitmentStatusChange(
        commitment_id=commitment.id, status=CommitmentStatus.WITHDRAWN, changed_on=TODAY, reason="Overtaken"
    )
    added(change)
    commitment.status, commitment.status_change_id = CommitmentStatus.WITHDRAWN, change.id
    return commitment


def test_an_empty_record_has_none_of_anything():
    nothing = read_glance(today=TODAY)
    assert set(nothing.outputs.values()) == {0}
    assert nothing == Glance(*[BoundedCount(0)] * 7, nothing.outputs)
    assert find_most_pressing(today=TODAY) is None


def test_what_is_archived_settled_or_closed_does_not_count():
    committee = make_organisation()
    make_workstream(lead_id=committee.id)
    make_workstream("Seeking")
    make_workstream("Archived", **ARCHIVED)
    for days in (-2, -1, 0, 30, 31):
        due(days)
    due(-5, **ARCHIVED)
    withdrawn(due(-5))
    make_commitment("Without a day")
    make_forum()
    make_forum("Archived", **ARCHIVED)
    make_matter(committee)
    make_matter(committee, closed_on=TODAY, closed_reason="Settled")
    make_inquiry(committee)
    make_inquiry(committee, **ARCHIVED)
    make_update(committee)
    make_update(committee, status=UpdateStatus.FROZEN, frozen_at=LONG_AGO, reference="1")
    make_output("Card")
    make_output("Case", status=OutputStatus.PUBLISHED, published_on=TODAY)
    make_output("Archived", **ARCHIVED)
    found = read_glance(today=TODAY)
    assert (found.overdue, found.due_soon) == (BoundedCount(2), BoundedCount(2))
    ones = (found.seeking_lead, found.forums, found.matters, found.inquiries, found.drafts)
    assert ones == (BoundedCount(1),) * 5
    assert {status.value: count for status, count in found.outputs.items() if count} == {"proposed": 1, "published": 1}


def test_what_presses_most_is_what_is_due_first():
    due(40)
    assert find_most_pressing(today=TODAY) is None
    soon = due(20)
    assert find_most_pressing(today=TODAY) == (soon.id, soon.title, soon.due_on)
    late = due(-3)
    withdrawn(due(-30))
    assert find_most_pressing(today=TODAY) == (late.id, late.title, late.due_on)
