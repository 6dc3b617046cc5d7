"""Who is quiet for too long, the most overdue first; and whom we never met."""

import datetime as dt

import pytest

from app.accounts.models import Team
from app.accounts.rules import Role
from app.audit.queries import list_changes
from app.contacts.rhythm.queries import RhythmFilters, find_never_met, find_quiet, find_rhythm
from app.contacts.rhythm.rules import read_interval
from app.contacts.rhythm.services import set_rhythm
from app.contacts.tallies.keeping import settle
from app.contacts.visibility import EVERYBODY
from app.core.errors import Conflict, NotPermitted
from app.organisations.models import Sector
from app.organisations.rules import PartnerGroup
from tests.factories.contacts import make_contact, make_organisation, make_plain_colleague, make_post

TODAY = dt.date(2021, 3, 31)
ALL = RhythmFilters()


@pytest.fixture
def manager(session):
    return make_plain_colleague("Manager", Role.MANAGER)


@pytest.fixture
def in_rhythm(session, manager):
    """Makes an organisation with an interval, met so many days ago or never."""

    def make(name, every="every 4 weeks", days_ago=None, **fields):
        organisation = make_organisation(name, **fields)
        set_rhythm(of=organisation, interval=read_interval(every), actor=manager)
        if days_ago is not None:
            make_contact(f"With {name}", organisations=[organisation], date=TODAY - dt.timedelta(days=days_ago))
            settle()
        return organisation

    return make


def names(page):
    return [one.organisation_name for one in page.items]


def quiet(filters=ALL, **more):
    page, _count = find_quiet(filters, reader=EVERYBODY, today=TODAY, **more)
    return page


def never_met(filters=ALL, **more):
    page, _count = find_never_met(filters, reader=EVERYBODY, **more)
    return page


def counts(filters=ALL, **more):
    _page, are_quiet = find_quiet(filters, reader=EVERYBODY, today=TODAY, **more)
    _page, were_never_met = find_never_met(filters, reader=EVERYBODY, **more)
    return are_quiet.value, were_never_met.value


def test_the_most_overdue_come_first_and_who_is_in_time_does_not(in_rhythm):
    in_rhythm("Long ago", days_ago=90)
    in_rhythm("On the day", days_ago=28)
    in_rhythm("One day over", days_ago=29)
    in_rhythm("Over for longest", every="every week", days_ago=89)
    in_rhythm("Never")
    assert names(quiet()) == ["Over for longest", "Long ago", "One day over"]
    assert names(never_met()) == ["Never"]
    assert counts() == counts(limit=1) == counts(after=1) == (3, 1)


def test_pages_go_on_from_the_last_even_of_one_day(in_rhythm, monkeypatch):
    for number in range(5):
        in_rhythm(f"Body {number}", days_ago=90 if number < 3 else 80)
    pages, cursor = [], None
    for _ in range(3):
        page = quiet(after=cursor, limit=2)
        pages.append(names(page))
        cursor = page.next_cursor
    assert (pages, cursor) == ([["Body 0", "Body 1"], ["Body 2", "Body 3"], ["Body 4"]], None)


def test_filters_narrow_by_group_sector_and_the_team_of_the_relationship_owner(session, in_rhythm):
    sector, team = Sector(name="Health"), Team(name="North")
    session.add_all([sector, team])
    session.flush()
    owner = make_plain_colleague("Officer A", team_id=team.id)
    for days_ago in (90, None):
        in_rhythm(f"Trust {days_ago}", days_ago=days_ago, sector_id=sector.id)
        in_rhythm(f"Ministry {days_ago}", days_ago=days_ago, group=PartnerGroup.GOVERNMENT)
        in_rhythm(f"Owned {days_ago}", days_ago=days_ago, relationship_owner_id=owner.id)
    for filters, name in (
        (RhythmFilters(sector_id=sector.id), "Trust"),
        (RhythmFilters(partner_group=PartnerGroup.GOVERNMENT), "Ministry"),
        (RhythmFilters(team_id=team.id), "Owned"),
    ):
        assert names(quiet(filters)) == [f"{name} 90"]
        assert names(never_met(filters)) == [f"{name} None"]
        assert counts(filters) == counts(filters, after=1) == (1, 1)


def test_what_is_archived_is_on_no_list(session, in_rhythm, manager):
    gone, stays = in_rhythm("Gone", days_ago=90), in_rhythm("Stays", days_ago=90)
    post = make_post("Director", stays, archived_reason="")
    set_rhythm(of=post, interval=read_interval("weekly"), actor=manager)
    gone.archived_at = post.archived_at = manager.created_at
    gone.archived_reason = post.archived_reason = "Closed"
    session.flush()
    assert names(quiet()) == ["Stays"]
    assert never_met().items == []


def test_a_changed_interval_counts_from_the_same_contact_and_is_in_the_changes(in_rhythm, manager):
    council = in_rhythm("Council", days_ago=40)
    assert names(quiet()) == ["Council"]
    before = set_rhythm(of=council, interval=read_interval("every 2 months"), actor=manager)
    assert before.words == "every 4 weeks"
    assert quiet().items == []
    assert find_rhythm(reader=EVERYBODY, organisation_id=council.id).due_on == dt.date(2021, 4, 19)
    set_rhythm(of=council, interval=None, actor=manager)
    assert find_rhythm(reader=EVERYBODY, organisation_id=council.id) is None
    told = [
        (change["label"], change["old"], change["new"])
        for e in list_changes("organisation", council.id)
        for change in e.changes
    ]
    assert told == [
        ("Intended rhythm", "every 2 months", ""),
        ("Intended rhythm", "every 4 weeks", "every 2 months"),
        ("Intended rhythm", "", "every 4 weeks"),
    ]


def test_saying_the_same_again_records_nothing(in_rhythm, manager):
    council = in_rhythm("Council")
    set_rhythm(of=council, interval=read_interval("4 weeks"), actor=manager)
    assert len(list_changes("organisation", council.id)) == 1


def test_neither_our_own_organisation_nor_an_archived_one_has_an_interval(session, manager):
    weekly = read_interval("weekly")
    with pytest.raises(Conflict):
        set_rhythm(of=make_organisation("Ours", is_own=True), interval=weekly, actor=manager)
    gone = make_organisation("Gone", archived_at=manager.created_at, archived_reason="Closed")
    with pytest.raises(Conflict):
        set_rhythm(of=gone, interval=weekly, actor=manager)
    reader = make_plain_colleague("Reader", Role.READER)
    with pytest.raises(NotPermitted):
        set_rhythm(of=make_organisation(), interval=weekly, actor=reader)
