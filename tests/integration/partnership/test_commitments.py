"""Promises: added, changed, archived, and the list of them."""

import datetime as dt

import pytest

from app.core.errors import InvalidInput, StaleVersion
from app.names.queries import find_by_prefix
from app.partnership.changes import list_changes_for
from app.partnership.commitments.details import CommitmentDetails
from app.partnership.commitments.queries import (
    CommitmentFilters,
    Standing,
    count_standing,
    list_commitments,
    list_made_at,
    list_promised,
)
from app.partnership.commitments.services import archive_commitment, change_commitment, restore_commitment
from app.people.whom import Whom
from app.programme.rules import CommitmentStatus
from tests.factories.commitments import TODAY, move, promise
from tests.factories.contacts import make_commitment, make_contact, make_organisation, make_person, make_workstream


def problems_of(refused):
    return {problem.field: problem.message for problem in refused.value.problems}


def change(commitment, officer, reader, *, version=None, **details):
    return change_commitment(
        commitment=commitment,
        details=CommitmentDetails(**{"words": commitment.words, "title": commitment.title, **details}),
        version=version or commitment.version,
        actor=officer,
        reader=reader,
        today=TODAY,
    )


def titles(filters=None, **more):
    return [row.title for row in list_commitments(filters or CommitmentFilters(), today=TODAY, **more).items]


def test_a_promise_without_a_name_is_called_by_the_beginning_of_its_words(officer):
    commitment = promise(officer, "We will write practical guidance for those who work in child protection, and more.")
    assert commitment.title == "We will write practical guidance for those who work in child protection, and…"
    assert find_by_prefix("practical guid", ["commitment"], limit=5) == [("commitment", commitment.id)]


def test_everything_wrong_with_it_is_told_at_once(officer):
    with pytest.raises(InvalidInput) as refused:
        promise(
            officer,
            " ",
            is_ours=False,
            made_on=TODAY + dt.timedelta(days=1),
            due_on=TODAY,
            owner_id=999,
            workstream_id=999,
            source_paragraph="¶9",
        )
    assert set(problems_of(refused)) == {
        "words",
        "by",
        "made_on",
        "due_on",
        "owner_id",
        "workstream_id",
        "source_document",
    }


def test_theirs_is_not_of_our_own_organisation_and_ours_of_no_other(officer):
    own, other = make_organisation("Our own", is_own=True), make_organisation()
    with pytest.raises(InvalidInput) as refused:
        promise(officer, is_ours=False, by=Whom(own.id))
    assert problems_of(refused)["by"] == "That is our own organisation. Choose “We did”."
    with pytest.raises(InvalidInput) as refused:
        promise(officer, by=Whom(other.id))
    assert "not of our own organisation" in problems_of(refused)["by"]


def test_what_was_changed_is_told_and_a_stale_edit_is_refused(officer, as_officer):
    commitment = promise(officer, title="Guidance")
    opened = commitment.version
    change(commitment, officer, as_officer, title="Practical guidance", due_on=dt.date(2021, 3, 31))
    [newest, *_] = list_changes_for("commitment", commitment.id, reader=as_officer)
    assert [(each["label"], each["new"]) for each in newest.changes] == [
        ("Short name", "Practical guidance"),
        ("Due", "31 March 2021"),
    ]
    assert find_by_prefix("practical", ["commitment"], limit=5) == [("commitment", commitment.id)]
    with pytest.raises(StaleVersion):
        change(commitment, officer, as_officer, version=opened)


def test_an_archived_one_is_in_the_list_of_these_alone_until_it_is_restored(officer):
    commitment = promise(officer, title="Guidance")
    archive_commitment(commitment=commitment, reason="Entered twice", actor=officer)
    assert titles() == []
    assert titles(CommitmentFilters(is_archived=True)) == ["Guidance"]
    assert find_by_prefix("guidance", ["commitment"], limit=5) == []
    restore_commitment(commitment=commitment, actor=officer)
    assert titles() == ["Guidance"]
    assert find_by_prefix("guidance", ["commitment"], limit=5) == [("commitment", commitment.id)]


def test_the_list_begins_with_what_is_overdue_longest_and_ends_with_what_is_settled(officer):
    for title, due_on in (
        ("No date", None),
        ("Later", dt.date(2021, 4, 1)),
        ("Overdue", dt.date(2021, 3, 1)),
        ("Overdue longest", dt.date(2021, 2, 1)),
        ("Withdrawn", dt.date(2021, 1, 1)),
        ("Soon", dt.date(2021, 3, 6)),
    ):
        commitment = promise(officer, title=title, due_on=due_on)
        if title == "Withdrawn":
            move(commitment, CommitmentStatus.WITHDRAWN, officer, reason="Not wanted any more")
    in_order = ["Overdue longest", "Overdue", "Soon", "Later", "No date", "Withdrawn"]
    assert titles() == in_order
    pages, cursor = [], None
    for _ in range(3):
        page = list_commitments(CommitmentFilters(), today=TODAY, after=cursor, size=2)
        pages += [row.title for row in page.items]
        cursor = page.next_cursor
    assert (pages, cursor) == (in_order, None)
    assert titles(CommitmentFilters(is_overdue=True)) == in_order[:2]
    assert titles(CommitmentFilters(is_due_soon=True)) == in_order[2:4]
    assert count_standing(today=TODAY) == (Standing(unsettled=5, overdue=2), Standing())


def test_filters_narrow_the_list(officer):
    council, other = make_organisation(), make_organisation("Example Trust")
    strand = make_workstream()
    promise(officer, title="To them", to=Whom(council.id), owner_id=officer.id)
    promise(officer, title="From them", is_ours=False, by=Whom(council.id, make_person().id), workstream_id=strand.id)
    promise(officer, title="Of another", is_ours=False, by=Whom(other.id))
    assert titles(CommitmentFilters(organisation_id=council.id)) == ["To them", "From them"]
    assert titles(CommitmentFilters(organisation_id=council.id, is_ours=False)) == ["From them"]
    assert titles(CommitmentFilters(owner_id=officer.id)) == ["To them"]
    assert titles(CommitmentFilters(has_no_owner=True)) == ["From them", "Of another"]
    assert titles(CommitmentFilters(workstream_id=strand.id)) == ["From them"]
    assert titles(CommitmentFilters(status=CommitmentStatus.DELIVERED)) == []
    assert titles(CommitmentFilters(words="another")) == ["Of another"]


def test_a_row_names_who_promised_and_to_whom(officer):
    council, person = make_organisation(), make_person()
    promise(officer, is_ours=False, by=Whom(council.id, person.id), due_on=dt.date(2021, 4, 1), owner_id=officer.id)
    [row] = list_commitments(CommitmentFilters(), today=TODAY).items
    assert (row.by_organisation, row.by_person, row.to_organisation, row.owner) == (
        council.name,
        person.name,
        None,
        "Officer A",
    )


def test_an_organisation_has_what_still_stands_between_it_and_us(officer):
    council = make_organisation()
    promise(officer, title="Figures", is_ours=False, by=Whom(council.id), due_on=dt.date(2021, 3, 31))
    promise(officer, title="One page", to=Whom(council.id), due_on=dt.date(2021, 2, 12))
    gone = promise(officer, title="Given up", to=Whom(council.id))
    move(gone, CommitmentStatus.OVERTAKEN, officer, reason="By another")
    rows = list_promised(council.id, limit=10)
    assert [(row.title, row.is_ours, row.due_on, row.status) for row in rows] == [
        ("One page", True, dt.date(2021, 2, 12), CommitmentStatus.OPEN),
        ("Figures", False, dt.date(2021, 3, 31), CommitmentStatus.OPEN),
    ]
    assert [row.title for row in list_promised(council.id, limit=1)] == ["One page"]


def test_a_promise_is_of_the_day_of_the_contact_that_it_was_made_at(officer, as_officer):
    contact = make_contact("At the front door", date=dt.date(2021, 2, 12))
    commitment = promise(officer, made_at_id=contact.id)
    assert commitment.made_on == dt.date(2021, 2, 12)
    assert [row.id for row in list_made_at(contact.id, limit=5)] == [commitment.id]
    [newest, _created] = list_changes_for("commitment", commitment.id, reader=as_officer)
    assert newest.changes == [{"label": "Made at", "old": "", "new": "Meeting, 12 Feb 2021: At the front door"}]


def test_that_it_was_made_at_a_restricted_contact_is_not_said_unawares_nor_told_to_others(
    officer, as_officer, as_manager, as_stranger
):
    contact = make_contact("In confidence", is_restricted=True, colleagues=[officer], date=dt.date(2021, 2, 12))
    with pytest.raises(InvalidInput) as refused:
        promise(officer, made_at_id=contact.id)
    assert "That contact is restricted." in problems_of(refused)["made_at"]
    commitment = promise(officer, made_at_id=contact.id, knows_restricted=True)
    assert commitment.made_on is None  # the day of the contact is not everybody's to read
    assert len(list_changes_for("commitment", commitment.id, reader=as_officer)) == 2
    assert len(list_changes_for("commitment", commitment.id, reader=as_manager)) == 2
    assert len(list_changes_for("commitment", commitment.id, reader=as_stranger)) == 1


def test_whoever_may_not_read_where_it_was_made_leaves_that_as_it_is(officer, as_stranger):
    contact = make_contact("In confidence", is_restricted=True, colleagues=[officer])
    commitment = promise(officer, made_at_id=contact.id, knows_restricted=True)
    change(commitment, officer, as_stranger, title="Another name")
    assert commitment.made_at_id == contact.id
    with pytest.raises(InvalidInput):
        change(commitment, officer, as_stranger, made_at_id=contact.id, knows_restricted=True)


def test_it_cannot_have_been_made_after_its_status_was_set(officer, as_officer):
    commitment = promise(officer)
    move(commitment, CommitmentStatus.IN_PROGRESS, officer, on=dt.date(2021, 3, 1))
    with pytest.raises(InvalidInput) as refused:
        change(commitment, officer, as_officer, made_on=dt.date(2021, 3, 2))
    assert problems_of(refused)["made_on"].startswith("Its status was set on 1 March 2021.")


def test_commitments_from_before_have_no_due_day_and_keep_their_order(session):
    for title in ("First", "Second"):
        make_commitment(title)
    assert titles() == ["First", "Second"]
