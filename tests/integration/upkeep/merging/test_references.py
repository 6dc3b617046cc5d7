import pytest
from sqlalchemy import text

from app.core.errors import Conflict
from app.database import db
from app.organisations.queries import get_organisation
from app.upkeep.merging.known import unknown_references
from app.upkeep.merging.references import KINDS
from tests.factories.directory import make_organisation
from tests.support.merging import all_rows, merge


@pytest.fixture
def later_table(session):
    """Makes a table that a later version might have."""

    def make(column):
        db.session.execute(text(f"CREATE TABLE later (id INTEGER PRIMARY KEY, {column})"))
        db.session.commit()

    yield make
    db.session.rollback()
    db.session.execute(text("DROP TABLE later"))
    db.session.commit()


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_that_refers_to_a_record_is_known(session, kind):
    assert unknown_references(kind) == [], "say in app/upkeep/merging/references.py what a merge does with these"


@pytest.mark.parametrize(
    "column", ["body_id INTEGER REFERENCES organisation (id)", "their_organisation_id INTEGER", "subject_id INTEGER"]
)
def test_nothing_is_merged_where_a_column_refers_that_is_not_known(manager, later_table, column):
    loser, survivor = make_organisation("One"), make_organisation("Other")
    later_table(column)
    before = all_rows()
    with pytest.raises(Conflict, match=f"later.{column.split()[0]}. Nothing is merged"):
        merge(loser, survivor, manager)
    db.session.rollback()
    assert all_rows() == before
    assert get_organisation(loser.id).archived_at is None
