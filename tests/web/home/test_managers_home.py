"""A manager's home: each number opens a list that shows just as many, for their team or for everyone."""

import datetime as dt
import re

import pytest

from app.accounts.models import Team
from app.accounts.rules import Role
from app.contacts.rhythm.rules import read_interval
from app.contacts.rhythm.services import set_rhythm
from app.contacts.rules import ContactStatus
from app.core.clock import office_today
from app.follow_ups.models import FollowUp
from app.programme.rules import Capacity
from tests.factories.contacts import (
    make_commitment,
    make_contact,
    make_organisation,
    make_plain_colleague,
    make_workstream,
)
from tests.factories.partnership import added, make_matter, make_point
from tests.factories.reviews import make_question

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

TODAY = office_today()


def ago(days):
    return TODAY - dt.timedelta(days=days)


@pytest.fixture
def team(session):
    return added(Team(name="North"))


@pytest.fixture
def officer(team):
    return make_plain_colleague("Officer A", team_id=team.id)


@pytest.fixture
def manager(make_colleague, team):
    manager = make_colleague(Role.MANAGER)
    manager.team_id = team.id
    return manager


@pytest.fixture
def home(client, sign_in_as, manager):
    """Gets the manager's home, of the team or of everyone."""
    sign_in_as(manager)
    return lambda whose="": client.get(f"/?whose={whose}" if whose else "/").page


def words_of(node):
    return " ".join(node.text().split())


def needs(page):
    """What each number says, by what it is of."""
    found = {}
    for need in page.css(".app-need"):
        count, link, *_rest = need.css("span, a")
        found[words_of(link)] = (words_of(count), link.attributes["href"])
    return found


def make_busy(session, officer, manager):
    """One of everything for the team, and as much for others."""
    others = make_plain_colleague("Officer Z", team_id=added(Team(name="South")).id)
    council = make_organisation("Example Council", relationship_owner_id=officer.id)
    elsewhere = make_organisation("Example Trust", relationship_owner_id=others.id)
    for owner, body in ((officer, council), (others, elsewhere)):
        contact = make_contact("Toolkit", date=ago(60), organisations=[body], colleagues=[owner], author=owner)
        for what, days in (("Late", 3), ("Soon", -2)):
            added(FollowUp(contact_id=contact.id, what=what, owner_id=owner.id, due_on=ago(days)))
        set_rhythm(of=body, interval=read_interval("monthly"), actor=manager)
        make_contact("Planned", date=ago(-3), organisations=[body], author=owner, status=ContactStatus.PLANNED)
        make_point("Staff fear blame", contact)
    make_commitment("Late promise", due_on=ago(7))
    make_commitment("Promise ahead", due_on=ago(-7))
    make_matter(council, opened_on=ago(90))
    make_contact("In two roles", date=ago(59), organisations=[council], author=officer, capacity=Capacity.ADVISER)
    make_question(
        contact,
        asked_of=officer,
        asked_by_id=manager.id,
        answer="Yes",
        answered_by_id=officer.id,
        answered_at=dt.datetime.now(dt.UTC),
    )
    session.commit()


COUNTED = {
    "follow-ups? overdue": (1, 2),
    "follow-ups? due by": (1, 2),
    "commitments? past": (1, 1),
    "commitments? due by": (1, 1),
    "contacts? to review": (2, 3),
    "questions? of yours answered": (1, 1),
    "points? with no disposition": (2, 2),
    "quiet for too long": (1, 2),
    "roles were kept apart": (1, 1),
}


def number_of(found, words):
    return next((int(count), url) for label, (count, url) in found.items() if re.search(words, label))


@pytest.mark.parametrize("whose", ["", "everyone"])
def test_each_number_is_of_the_team_or_of_everyone(session, officer, manager, home, whose):
    make_busy(session, officer, manager)
    found = needs(home(whose))
    counts = {words: number_of(found, words)[0] for words in COUNTED}
    assert counts == {words: of_all if whose else of_team for words, (of_team, of_all) in COUNTED.items()}


def test_each_number_opens_a_list_of_as_many(session, client, officer, manager, home):
    make_busy(session, officer, manager)
    found = needs(home())
    rows = {
        "follow-ups? overdue": "main .app-rows > li",
        "commitments? past": "main .app-title",
        "contacts? to review": "#unreviewed .app-rows > li",
        "questions? of yours answered": "#answered .app-rows > li",
        "points? with no disposition": "main .app-rows > li",
        "quiet for too long": "#quiet .app-rows > li",
        "roles were kept apart": "#contacts .app-rows > li",
    }
    for words, selector in rows.items():
        count, url = number_of(found, words)
        assert len(client.get(url).page.css(selector)) == count, words


def test_the_most_pressing_of_each_stands_beside_it(session, officer, manager, home):
    make_busy(session, officer, manager)
    [overdue] = [each for each in home().css(".app-need") if "overdue" in each.css_first(".app-title").text()]
    told = overdue.css(".app-need__example a, .app-need__under, .app-need__far")
    assert [words_of(each) for each in told] == ["Late", "Officer A", "3 days over"]


def test_what_is_planned_is_listed_with_its_brief_and_its_number_opens_the_history(
    session, client, officer, manager, home
):
    make_busy(session, officer, manager)
    coming = home().css_first("#coming")
    assert [words_of(link) for link in coming.css("a")] == ["1 planned", "Brief", "Planned"]
    history = client.get(coming.css_first("a").attributes["href"]).page
    assert words_of(history.css_first(".app-count strong")) == "1 contact"
    assert words_of(home("everyone").css_first("#coming a")) == "2 planned"


def test_a_workstream_without_contact_is_a_gap_and_one_long_ago_is_quiet(session, home):
    council = make_organisation()
    make_contact(date=ago(120), organisations=[council], workstreams=[make_workstream("Toolkits")])
    session.commit()
    gaps = [(words_of(each.css_first("a")), words_of(each.css_first(".app-meta"))) for each in home().css("#gaps li")]
    assert [words for words, _since in gaps][:2] == ["Toolkits: Frontline sector", "Toolkits: Government"]
    assert [since.split(" since ")[0] for _words, since in gaps] == ["Quiet", *["No contact in the last 12 months"] * 3]


def test_where_nothing_is_pressing_it_says_so(home):
    page = home()
    assert "Nothing needs you." in words_of(page.css_first("#needs"))
    assert "Nothing is planned." in words_of(page.css_first("#coming"))


def test_a_manager_without_a_team_sees_everyone_and_no_switch(session, manager, officer, home):
    manager.team_id = None
    make_busy(session, officer, manager)
    page = home()
    assert page.css(".app-switch") == []
    assert number_of(needs(page), "follow-ups? overdue")[0] == 2


def test_what_is_restricted_is_counted_for_a_manager_who_may_read_it(session, officer, home):
    make_contact(is_restricted=True, author=officer)
    session.commit()
    assert number_of(needs(home()), "contacts? to review")[0] == 1
