"""The list of follow-ups: its order, its pages, its filters and its counts."""

import datetime as dt

import pytest

from app.accounts.models import Team
from app.contacts.rules import Visibility
from app.contacts.visibility import Reader
from app.core.paging import BoundedCount
from app.entry.services import archive, log_contact
from app.follow_ups import listing
from app.follow_ups.filters import FollowUpFilters
from app.follow_ups.listing import Place, count_follow_ups, find_follow_ups
from app.follow_ups.pressing import find_pressing
from app.follow_ups.queries import list_follow_ups_of_contact
from app.follow_ups.rows import read_follow_ups
from app.follow_ups.rules import Due
from app.follow_ups.services import FollowUpDetails, complete_follow_up
from tests.factories.contacts import make_organisation, make_plain_colleague
from tests.factories.entry import details

TODAY = dt.date(2021, 3, 3)  # a Wednesday
NOW = dt.datetime(2021, 3, 3, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture
def officer(session):
    return make_plain_colleague("Officer A")


@pytest.fixture
def council(session):
    return make_organisation()


@pytest.fixture
def reader(officer):
    return Reader(officer.id, may_read_restricted=False)


def log(officer, organisation, *follow_ups, **fields):
    """Each of the follow-ups is what and in how many days, which None leaves out, and whose it is."""
    said = [
        FollowUpDetails(what, due_on=None if days is None else TODAY + days * DAY, owner_id=owner and owner.id)
        for what, days, owner in follow_ups
    ]
    return log_contact(details=details(organisation, follow_ups=said, fields=fields), actor=officer).contact


def found(filters=None, *, reader, **more):
    page = find_follow_ups(filters or FollowUpFilters(), reader=reader, today=TODAY, **more)
    return [row.what for row in read_follow_ups(page.ids, reader=reader)]


def test_pages_go_from_the_earliest_due_to_the_undated(officer, council, reader):
    same_day = [(f"Same day {number}", 2, officer) for number in range(3)]
    log(officer, council, ("Undated", None, officer), ("Later", 9, officer), *same_day, ("Undated too", None, None))
    log(officer, council, ("Over", -3, None))
    everything = ["Over", "Same day 0", "Same day 1", "Same day 2", "Later", "Undated", "Undated too"]
    assert found(reader=reader) == everything
    pages, place = [], None
    while page := find_follow_ups(FollowUpFilters(), reader=reader, today=TODAY, after=place, size=2):
        pages += [row.what for row in read_follow_ups(page.ids, reader=reader)]
        assert page.count == BoundedCount(7)
        place = page.next_place
        if place is None:
            break
    assert pages == everything


@pytest.mark.parametrize(
    ("due", "days"),
    [
        (None, [-1, 0, 4, 5, 7, 14, 18, 19, 30, 31, None]),
        (Due.OVERDUE, [-1]),
        (Due.THIS_WEEK, [0, 4]),
        (Due.NEXT_TWO_WEEKS, [5, 7, 14, 18]),
        (Due.LATER, [19, 30, 31]),
        (Due.UNDATED, [None]),
        (Due.IN_7_DAYS, [0, 4, 5, 7]),
        (Due.IN_14_DAYS, [0, 4, 5, 7, 14]),
        (Due.IN_30_DAYS, [0, 4, 5, 7, 14, 18, 19, 30]),
    ],
)
@pytest.mark.parametrize("is_of_organisation", [False, True])
def test_each_span_of_days_has_its_own(officer, council, reader, due, days, is_of_organisation):
    log(officer, council, *((str(day), day, officer) for day in (-1, 0, 4, 5, 7, 14, 18, 19, 30, 31, None)))
    filters = FollowUpFilters(due=due, organisation_id=council.id if is_of_organisation else None)
    assert found(filters, reader=reader) == [str(day) for day in days]
    assert count_follow_ups(filters, reader=reader, today=TODAY) == BoundedCount(len(days))


@pytest.mark.parametrize("merged", [40, 1])
def test_a_teams_are_those_of_whoever_is_in_it(officer, council, reader, session, monkeypatch, merged):
    monkeypatch.setattr(listing, "MERGED_OWNERS", merged)
    team = Team(name="Engagement")
    session.add(team)
    session.flush()
    others = [make_plain_colleague(f"Officer {letter}", team_id=team.id) for letter in "BCD"]
    log(officer, council, ("Mine", 1, officer), *(("Theirs", 3 - place, other) for place, other in enumerate(others)))
    log(officer, council, ("Undated", None, others[0]), ("Over", -1, others[1]))
    assert found(FollowUpFilters(team_id=team.id), reader=reader) == ["Over", "Theirs", "Theirs", "Theirs", "Undated"]
    assert found(FollowUpFilters(team_id=team.id, due=Due.OVERDUE), reader=reader) == ["Over"]
    assert found(FollowUpFilters(team_id=team.id, organisation_id=council.id), reader=reader)[0] == "Over"
    assert found(FollowUpFilters(team_id=team.id, owner_id=officer.id), reader=reader) == []
    assert found(FollowUpFilters(owner_id=officer.id), reader=reader) == ["Mine"]
    assert found(FollowUpFilters(owner_id=officer.id, is_ours=False), reader=reader) == []


def test_ours_and_theirs_are_told_apart(officer, council, reader):
    log(officer, council, ("Ours", 1, officer), ("Theirs", 1, None))
    assert found(FollowUpFilters(is_ours=True), reader=reader) == ["Ours"]
    assert found(FollowUpFilters(is_ours=False), reader=reader) == ["Theirs"]
    assert found(FollowUpFilters(is_ours=False, organisation_id=council.id), reader=reader) == ["Theirs"]


@pytest.mark.parametrize("few", [500, 1])
def test_an_organisations_are_found_whether_it_has_few_or_many(officer, council, reader, monkeypatch, few):
    monkeypatch.setattr(listing, "FEW_CONTACTS", few)
    for day in (5, None, 1, 3):
        log(officer, council, (f"{day}", day, officer))
    log(officer, make_organisation("Example Trust"), ("Elsewhere", 2, officer))
    filters = FollowUpFilters(organisation_id=council.id)
    assert found(filters, reader=reader) == ["1", "3", "5", "None"]
    assert found(filters, reader=reader, size=2) == ["1", "3"]
    place = find_follow_ups(filters, reader=reader, today=TODAY, size=2).next_place
    assert found(filters, reader=reader, size=2, after=place) == ["5", "None"]


def test_those_done_lately_come_last_done_first(officer, council, reader):
    contact = log(officer, council, ("Long ago", 1, officer), ("Before", 1, officer), ("After", 1, officer))
    rows = list_follow_ups_of_contact(contact.id)
    for row, hours in zip(rows, (24 * 40, 2, 1), strict=True):
        complete_follow_up(follow_up=row, actor=officer, now=NOW - dt.timedelta(hours=hours))
    filters = FollowUpFilters(due=Due.DONE_LATELY)
    assert found(filters, reader=reader) == ["After", "Before"]
    place = find_follow_ups(filters, reader=reader, today=TODAY, size=1).next_place
    assert place == Place(NOW - dt.timedelta(hours=1), rows[2].id)
    assert found(filters, reader=reader, after=place) == ["Before"]
    assert found(FollowUpFilters(due=Due.DONE_LATELY, organisation_id=council.id), reader=reader) == ["After", "Before"]


def test_a_count_stops_where_it_is_told_to(officer, council, reader):
    log(officer, council, *((str(day), day, officer) for day in (1, 2, None, None)))
    counted = find_follow_ups(FollowUpFilters(), reader=reader, today=TODAY, size=1, count_to=3).count
    assert counted == BoundedCount(3, is_more=True)
    undated = FollowUpFilters(due=Due.UNDATED)
    assert find_follow_ups(undated, reader=reader, today=TODAY, size=1, count_to=3).count == BoundedCount(2)


def test_what_hangs_on_a_restricted_or_archived_contact_is_neither_listed_nor_counted(officer, council, reader):
    log(officer, council, ("Secret", -1, officer), visibility=Visibility.RESTRICTED)
    archive(contact=log(officer, council, ("Archived", -1, officer)), reason="Logged twice", actor=officer)
    log(officer, council, ("Open", -2, officer))
    other = Reader(make_plain_colleague().id, may_read_restricted=False)
    manager = Reader(make_plain_colleague().id, may_read_restricted=True)
    for who, expected in ((reader, ["Open", "Secret"]), (other, ["Open"]), (manager, ["Open", "Secret"])):
        for filters in (FollowUpFilters(), FollowUpFilters(organisation_id=council.id)):
            assert found(filters, reader=who) == expected
        pressing = find_pressing(Due.OVERDUE, reader=who, today=TODAY)
        assert (pressing.count, pressing.first[0].what) == (BoundedCount(len(expected)), "Open")
