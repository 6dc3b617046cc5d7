"""The list of what awaits review: by date from either end, by team, in pages."""

import datetime as dt

import pytest
from sqlalchemy import text

from app.accounts.models import Team
from app.database import db
from app.reviews import queries
from app.reviews.queries import count_unreviewed, list_unreviewed
from app.reviews.services import mark_reviewed
from tests.factories.contacts import make_contact
from tests.integration.reviews.conftest import NOW


@pytest.fixture
def contacts(session, officer):
    """Five of them, the second and the fourth the team's."""
    team = Team(name="North")
    session.add(team)
    session.flush()
    made = []
    for day in range(1, 6):
        officer.team_id = team.id if day % 2 == 0 else None
        made.append(make_contact(f"On day {day}", date=dt.date(2021, 3, day), author=officer))
    return made


def days(page):
    return [row.plain_date.date.day for row in page.items]


def test_they_are_walked_from_either_end(contacts, as_manager, monkeypatch):
    monkeypatch.setattr(queries, "PAGE_SIZE", 2)
    oldest = list_unreviewed(reader=as_manager)
    assert days(oldest) == [1, 2]
    assert days(list_unreviewed(reader=as_manager, cursor=oldest.next_cursor)) == [3, 4]
    newest = list_unreviewed(reader=as_manager, oldest_first=False)
    assert days(newest) == [5, 4]
    last = list_unreviewed(reader=as_manager, oldest_first=False, cursor=contacts[1].sort_key)
    assert (days(last), last.next_cursor) == ([1], None)


def test_the_list_of_a_team_and_its_count_are_of_that_team(contacts, manager, as_manager):
    team_id = contacts[1].team_id
    assert days(list_unreviewed(reader=as_manager, team_id=team_id)) == [2, 4]
    mark_reviewed(contact=contacts[1], actor=manager, now=NOW)
    assert days(list_unreviewed(reader=as_manager, team_id=team_id)) == [4]
    assert count_unreviewed(reader=as_manager, team_id=team_id).value == 1
    assert count_unreviewed(reader=as_manager).value == 4


def test_a_restricted_one_is_for_those_who_may_read_it(officer, as_manager, as_officer):
    make_contact(is_restricted=True)
    assert (count_unreviewed(reader=as_manager).value, count_unreviewed(reader=as_officer).value) == (1, 0)
    assert list_unreviewed(reader=as_officer).items == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("of_team", "index"), [(False, "ix_contact_unreviewed"), (True, "ix_contact_unreviewed_of_team")]
)
def test_they_are_read_along_an_index_of_their_own(app, as_manager, of_team, index):
    statement = queries._unreviewed(as_manager, of_team, True)._statement
    sql = str(statement.compile(dialect=db.engine.dialect, compile_kwargs={"literal_binds": False}))
    plan = db.session.execute(text(f"EXPLAIN QUERY PLAN {sql.replace('?', '1')}")).all()
    assert [row.detail for row in plan if "TEMP B-TREE" in row.detail] == []
    assert any(f"INDEX {index} (" in row.detail or row.detail.endswith(f"INDEX {index}") for row in plan)
