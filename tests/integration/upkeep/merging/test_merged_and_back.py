"""Acceptance: the record with the longest history is merged, and it is undone, and every table is as before."""

import pytest
from sqlalchemy import func, select

from app.contacts.models import Attendee, ContactOrganisation
from app.database import db, utc_now
from app.merges.models import MergeMove
from app.upkeep.merging.journal import table_called
from app.upkeep.merging.references import REFERENCES
from app.upkeep.merging.undoing import undo_merge
from tests.support.jobs import run_waiting_jobs
from tests.support.merging import all_rows, differences, insist_that_nothing_is_owed, merge


def longest(column, model):
    number = db.session.scalar(
        select(column).where(column.is_not(None)).group_by(column).order_by(func.count().desc(), column).limit(1)
    )
    return db.session.get_one(model, number)


def two_with_the_longest_histories(world, kind):
    records = world.bodies if kind == "organisation" else world.people
    column = ContactOrganisation.organisation_id if kind == "organisation" else Attendee.person_id
    loser = longest(column, type(records[0]))
    return loser, next(each for each in records[:2] if each.id != loser.id)


def still_referring(kind, number):
    return [
        (each.table, each.column)
        for each in REFERENCES[kind]
        if db.session.scalar(select(func.count()).where(table_called(each.table).c[each.column] == number))
    ]


IN_BACKGROUND = {
    "app.upkeep.merging.services.AT_ONCE": 5,
    "app.upkeep.merging.undoing.AT_ONCE": 5,
    "app.upkeep.merging.background.BATCH": 20,
}
AT_ONCE = {"app.upkeep.merging.services.AT_ONCE": 5000, "app.upkeep.merging.undoing.AT_ONCE": 5000}


def merge_and_undo(world, manager, kind, before, *, in_background):
    loser, survivor = two_with_the_longest_histories(world, kind)
    assert still_referring(kind, loser.id)
    merged, job = merge(loser, survivor, manager, partner_group="loser", notes="both")
    assert (job is not None) == in_background
    assert run_waiting_jobs() == int(in_background)
    assert merged.state == "merged"
    assert still_referring(kind, loser.id) == []
    insist_that_nothing_is_owed()
    undo = undo_merge(merge=merged, actor=manager, now=utc_now())
    assert (undo is not None) == in_background
    run_waiting_jobs()
    assert (merged.state, merged.left_count) == ("undone", 0)
    assert differences(before, all_rows()) == {}  # and so nothing is owed again
    assert db.session.scalar(select(func.count()).select_from(MergeMove)) == 0


# Each kind and each way on either database.
MERGES = [
    ("sqlite", [("organisation", IN_BACKGROUND), ("person", AT_ONCE)]),
    ("postgresql", [("organisation", AT_ONCE), ("person", IN_BACKGROUND)]),
]


@pytest.mark.parametrize(("database", "merges"), MERGES, indirect=["database"], ids=["sqlite", "postgresql"])
def test_all_tables_are_as_before_once_the_merge_of_the_longest_history_is_undone(world, manager, monkeypatch, merges):
    insist_that_nothing_is_owed()
    before = all_rows()
    for kind, limits in merges:
        for name, limit in limits.items():
            monkeypatch.setattr(name, limit)
        merge_and_undo(world, manager, kind, before, in_background=limits is IN_BACKGROUND)
