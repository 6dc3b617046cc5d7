import datetime as dt

import pytest

from app.accounts.rules import Role
from app.contacts.rules import ContactStatus
from app.contacts.visibility import Reader
from app.organisations.rules import PartnerGroup, Stage
from app.partnership.stages import proposals as proposals_module
from app.partnership.stages.board import (
    BoardFilters,
    count_by_stage,
    describe_standings,
    list_newest_moves,
    list_quiet,
)
from app.partnership.stages.proposals import find_proposals, reasons_in_words
from tests.factories.contacts import make_contact, make_organisation, make_plain_colleague
from tests.factories.partnership import make_forum, make_member, make_point

pytestmark = pytest.mark.usefixtures("session")
TODAY = dt.date(2021, 3, 5)
ALL = BoardFilters()


@pytest.fixture
def officer(session):
    return Reader(make_plain_colleague().id, may_read_restricted=False)


@pytest.fixture
def manager(session):
    return Reader(make_plain_colleague("Manager", Role.MANAGER).id, may_read_restricted=True)


def days_ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


def proposals(reader: Reader, filters: BoardFilters = ALL) -> dict[str, list[str]]:
    found = find_proposals(filters, reader=reader, today=TODAY)
    standings = describe_standings([each.organisation_id for each in found], reader=reader, today=TODAY)
    return {
        standings[each.organisation_id].name: reasons_in_words(each, standings[each.organisation_id]) for each in found
    }


def quiet(reader: Reader, filters: BoardFilters = ALL) -> list[str]:
    ids = list_quiet(filters, reader=reader, today=TODAY)
    standings = describe_standings(ids, reader=reader, today=TODAY)
    return [standings[number].name for number in ids]


def test_organisations_are_counted_by_group_and_stage():
    make_organisation("A", stage=Stage.ENGAGED)
    make_organisation("B", stage=Stage.ENGAGED, is_sector_leader=True)
    make_organisation("C", group=PartnerGroup.PARLIAMENT)
    gone = make_organisation("D", stage=Stage.ENGAGED, archived_reason="Twice")
    gone.archived_at = dt.datetime(2021, 1, 1, tzinfo=dt.UTC)
    frontline, parliament = PartnerGroup.FRONTLINE, PartnerGroup.PARLIAMENT
    assert count_by_stage(ALL) == {(frontline, Stage.ENGAGED): 2, (parliament, Stage.IDENTIFIED): 1}
    assert count_by_stage(BoardFilters(leaders_only=True)) == {(frontline, Stage.ENGAGED): 1}
    assert count_by_stage(BoardFilters(parliament)) == {(parliament, Stage.IDENTIFIED): 1}


def test_the_last_to_come_to_a_stage_are_listed_first_and_only_some_of_them():
    made = [make_organisation(str(number), stage=Stage.ENGAGED, stage_since=days_ago(number)) for number in range(4)]
    make_organisation("Undated", stage=Stage.ENGAGED)
    assert list_newest_moves(ALL, each=3) == {Stage.ENGAGED: [each.id for each in made[:3]]}


def test_a_sector_leader_is_proposed_with_what_is_known_of_it(officer):
    make_organisation("New", is_sector_leader=True)
    known = make_organisation("Known", is_sector_leader=True)
    make_organisation("Partner already", is_sector_leader=True, stage=Stage.PARTNER)
    make_contact(date=dt.date(2020, 5, 3), organisations=[known])
    assert proposals(officer) == {
        "New": ["Sector leader, no contact yet"],
        "Known": ["Sector leader, last contact 3 May 2020"],
    }


def test_each_reason_is_told_and_those_with_more_of_them_come_first(officer):
    met, busy = make_organisation("Met"), make_organisation("Busy", stage=Stage.APPROACHED)
    for days in (10, 20, 83):
        make_contact(date=days_ago(days), organisations=[busy])
    make_contact(date=days_ago(3), organisations=[met])
    make_contact(date=days_ago(2), organisations=[met], status=ContactStatus.CANCELLED)
    make_point(by_organisation_id=busy.id, raised_on=days_ago(9))
    make_member(make_forum("Example Network"), organisation_id=busy.id)
    assert list(proposals(officer).items()) == [
        (
            "Busy",
            [
                "3 contacts since 12 December 2020, still approached",
                "Raised a point on 24 February 2021",
                "Member of Example Network",
            ],
        ),
        ("Met", ["1 contact on 2 March 2021, still identified"]),
    ]


def test_what_there_is_very_much_of_is_counted_so_far_and_no_further(officer, monkeypatch):
    monkeypatch.setattr(proposals_module, "COUNTED", 2)
    busy, less = make_organisation("Busy"), make_organisation("Less")
    for days in (5, 9, 10, 83):
        make_contact(date=days_ago(days), organisations=[busy])
        make_point(by_organisation_id=busy.id, raised_on=days_ago(days))
    make_contact(date=days_ago(7), organisations=[less])
    make_contact(date=days_ago(8), organisations=[less])
    assert proposals(officer) == {
        "Busy": [
            "More than 2 contacts since 12 December 2020, still identified",
            "Raised more than 2 points since 12 December 2020",
        ],
        "Less": ["2 contacts since 25 February 2021, still identified"],
    }
    first, *_others = find_proposals(ALL, reader=officer, today=TODAY)
    assert (first.contacts, first.points) == (3, 3)


def test_who_left_a_forum_or_belongs_to_an_archived_one_is_not_proposed_for_that(officer):
    left, other = make_organisation("Left"), make_organisation("Other")
    make_member(make_forum(), organisation_id=left.id, ended_on=days_ago(1))
    gone = make_forum("Gone", archived_reason="Over", archived_at=dt.datetime(2021, 1, 1, tzinfo=dt.UTC))
    make_member(gone, organisation_id=other.id)
    assert proposals(officer) == {}


def test_what_is_restricted_proposes_nobody_to_those_who_may_not_read_it(officer, manager):
    council = make_organisation()
    contact = make_contact(date=days_ago(9), organisations=[council], is_restricted=True)
    make_point(contact=contact, by_organisation_id=council.id)
    assert proposals(officer) == {}
    assert list(proposals(manager)) == ["Example County Council"]


def test_engaged_organisations_without_a_contact_for_half_a_year_are_quiet(officer, manager):
    for name, days in (("Long ago", 400), ("Just so", 181), ("Not yet", 180), ("Lately", 3)):
        council = make_organisation(name, stage=Stage.ENGAGED)
        make_contact(date=days_ago(days), organisations=[council])
    make_organisation("Never", stage=Stage.PARTNER)
    make_organisation("Only identified")
    assert quiet(officer) == ["Never", "Long ago", "Just so"]
    secret = make_organisation("In secret", stage=Stage.ENGAGED)
    make_contact(date=days_ago(1), organisations=[secret], is_restricted=True)
    assert "In secret" in quiet(officer)
    assert "In secret" not in quiet(manager)
    assert quiet(officer, BoardFilters(PartnerGroup.PARLIAMENT)) == []


def test_the_last_contact_told_is_one_that_was_held_and_may_be_read(officer, manager):
    council = make_organisation()
    seen = make_contact(date=days_ago(30), organisations=[council])
    hidden = make_contact(date=days_ago(20), organisations=[council], is_restricted=True)
    make_contact(date=days_ago(-9), organisations=[council], status=ContactStatus.PLANNED)
    for reader, last in ((officer, seen), (manager, hidden)):
        standing = describe_standings([council.id], reader=reader, today=TODAY)[council.id]
        assert standing.last_contact is not None
        assert standing.last_contact.contact_id == last.id
