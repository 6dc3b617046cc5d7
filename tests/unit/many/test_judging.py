"""What a change makes of a contact, and what takes it back."""

import pytest

from app.contacts.rules import ContactStatus, Visibility
from app.many.rules import (
    BATCH_SECONDS,
    LEAST_IN_BATCH,
    MOST_IN_BATCH,
    Becomes,
    Change,
    ChangeKind,
    Facts,
    Outcome,
    OwnedFollowUp,
    becomes,
    judge,
    may_be_undone,
    next_batch,
)

LEAVING, TAKING_OVER, OTHER = 1, 2, 3


def facts(**said):
    values = {"is_archived": False, "status": ContactStatus.HELD, "visibility": Visibility.OPEN, "is_reviewed": False}
    return Facts(**{**values, **said})


def reassign(**how):
    where = {"on_our_side": True, "owning_follow_ups": True, **how}
    return Change(ChangeKind.REASSIGN, from_id=LEAVING, to_id=TAKING_OVER, **where)


@pytest.mark.parametrize(
    ("change", "said", "outcome"),
    [
        (Change(ChangeKind.ADD_THEMES, (1, 2)), {"linked": (1,)}, Outcome.TO_CHANGE),
        (Change(ChangeKind.ADD_THEMES, (1, 2)), {"linked": (1, 2, 3)}, Outcome.ALREADY),
        (Change(ChangeKind.REMOVE_THEMES, (1,)), {"linked": (1, 2)}, Outcome.TO_CHANGE),
        (Change(ChangeKind.REMOVE_THEMES, (1,)), {"linked": (2,)}, Outcome.ALREADY),
        (Change(ChangeKind.ADD_THEMES, (1,)), {"is_archived": True}, Outcome.ARCHIVED),
        (Change(ChangeKind.MARK_REVIEWED), {}, Outcome.TO_CHANGE),
        (Change(ChangeKind.MARK_REVIEWED), {"is_reviewed": True}, Outcome.ALREADY),
        (Change(ChangeKind.MARK_REVIEWED), {"status": ContactStatus.PLANNED}, Outcome.UNFIT),
        (Change(ChangeKind.SET_VISIBILITY, visibility=Visibility.OPEN), {}, Outcome.ALREADY),
        (Change(ChangeKind.SET_VISIBILITY, visibility=Visibility.RESTRICTED), {}, Outcome.TO_CHANGE),
        (reassign(), {"linked": (LEAVING,)}, Outcome.TO_CHANGE),
        (reassign(), {"linked": (OTHER,)}, Outcome.UNFIT),
        (reassign(on_our_side=False), {"linked": (LEAVING,)}, Outcome.UNFIT),
    ],
)
def test_a_contact_is_judged_by_what_it_says(change, said, outcome):
    assert judge(change, facts(**said)) is outcome


def test_whoever_takes_over_stands_where_the_other_stood():
    after = becomes(reassign(), facts(linked=(OTHER, LEAVING)))
    assert after == Becomes(linked=(OTHER, TAKING_OVER))
    assert becomes(reassign(), facts(linked=(TAKING_OVER, LEAVING))).linked == (TAKING_OVER,)


def test_open_follow_ups_alone_go_along_and_put_nobody_on_our_side():
    said = facts(linked=(LEAVING,), follow_ups=(OwnedFollowUp(7, LEAVING, True), OwnedFollowUp(8, LEAVING, False)))
    assert becomes(reassign(), said) == Becomes(linked=(TAKING_OVER,), owner_ids=((7, TAKING_OVER),))
    moved = becomes(reassign(on_our_side=False), said)
    assert moved == Becomes(linked=(LEAVING,), owner_ids=((7, TAKING_OVER),))


@pytest.mark.parametrize(
    ("after", "now", "may"),
    [
        (Becomes(linked=(1, 2)), {"linked": (1, 2)}, True),
        (Becomes(linked=(1, 2)), {"linked": (1, 2, 3)}, False),
        (Becomes(linked=(1, 2)), {"linked": (1, 2), "is_archived": True}, False),
        (Becomes(visibility=Visibility.RESTRICTED), {"visibility": Visibility.OPEN}, False),
        (Becomes(owner_ids=((7, 2),)), {"follow_ups": (OwnedFollowUp(7, 2, True),)}, True),
        (Becomes(owner_ids=((7, 2),)), {"follow_ups": (OwnedFollowUp(7, 2, False),)}, False),
        (Becomes(owner_ids=((7, 2),)), {}, False),
    ],
)
def test_what_somebody_has_changed_since_is_not_undone(after, now, may):
    assert may_be_undone(after, facts(**now)) is may


def test_a_change_is_read_back_as_it_was_kept():
    for change in (reassign(), Change(ChangeKind.ADD_THEMES, (1, 2)), Change(ChangeKind.SET_VISIBILITY)):
        assert Change.from_plain(change.as_plain()) == change


def test_batches_grow_and_shrink_to_what_others_can_wait_for():
    assert next_batch(50, BATCH_SECONDS) == 50
    assert next_batch(50, BATCH_SECONDS * 2) == 25
    assert next_batch(50, BATCH_SECONDS / 10) == 100
    assert next_batch(MOST_IN_BATCH, 0.0) == MOST_IN_BATCH
    assert next_batch(50, 1000) == LEAST_IN_BATCH
