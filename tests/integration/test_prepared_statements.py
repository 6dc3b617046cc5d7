"""What PostgreSQL prepared for one page is there for the next, on the same connection."""

import pytest
from sqlalchemy import bindparam, insert, select, text
from sqlalchemy.exc import InternalError

from app.accounts.models import Team
from app.database import db, set_read_only, start_writing
from app.prepared import PreparedSelect

pytestmark = pytest.mark.parametrize("database", ["postgresql"], indirect=True)

NAMES = PreparedSelect(select(Team.name).order_by(Team.id))
NAME_OF = PreparedSelect(select(Team.name).where(Team.id == bindparam("number")))
PREPARED = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT team.name%'"


@pytest.fixture(autouse=True)
def reads_alone(app):
    db.session.remove()
    db.engine.dispose()  # so that each test begins with a connection that prepared nothing
    set_read_only(True)
    yield
    set_read_only(False)


def read_a_page(times: int = 1) -> None:
    for _ in range(times):
        NAMES.rows()
        db.session.remove()


def count_prepared() -> int:
    return db.session.scalar(text(PREPARED)) or 0


def test_a_statement_is_prepared_at_its_second_run_and_kept_when_the_page_is_over():
    read_a_page()
    assert count_prepared() == 0
    read_a_page(times=2)
    assert count_prepared() == 1
    db.session.rollback()
    assert count_prepared() == 1


def test_it_is_planned_once_whatever_its_values_are():
    for number in range(9):
        NAME_OF.rows(number=number)
    told = "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement LIKE '%team.id = %'"
    assert db.session.execute(text(told)).one() == (8, 0)  # the first was run without being prepared


def test_the_end_of_a_page_undoes_what_was_written_and_not_saved():
    start_writing()
    db.session.execute(insert(Team).values(name="Written and not saved"))
    db.session.remove()
    assert NAMES.rows() == []


def test_a_page_that_failed_leaves_a_connection_that_works():
    with pytest.raises(InternalError, match="read-only transaction"):
        db.session.execute(insert(Team).values(name="Must not be"))
    db.session.remove()
    assert NAMES.rows() == []
