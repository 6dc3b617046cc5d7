"""A record that was kept before there was a partnership in it goes on whole."""

from flask import Flask
from sqlalchemy import Connection, Row, select, text

from app.contacts.coverage.models import CoverageTally
from app.contacts.filters import ContactFilters
from app.contacts.history import count_contacts
from app.contacts.models import Contact
from app.contacts.visibility import Reader
from app.database import db
from app.names.queries import find_by_prefix
from app.names.services import NamedThing, index_names
from app.points.models import Point
from app.points.rules import Disposition, PointKind
from app.points.services import PointDetails, set_points
from app.programme.models import Commitment
from app.programme.rules import CommitmentStatus
from tests.factories.contacts import make_commitment, make_contact, make_organisation, make_workstream
from tests.support.migrations import go_back_and_on

BEFORE = "drafts_and_files"
FORGET_ADVICE = {
    "sqlite": "UPDATE contact SET search_document = replace(search_document, ' _advice', '')",
    "postgresql": "UPDATE contact SET search_document = ts_delete(search_document, '_advice')",
}
WORKSTREAM = (
    "INSERT INTO workstream (id, name, purpose, source_document, source_paragraph, position, archived_at) "
    "VALUES (:id, :name, '', '', '', 0, :archived_at)"
)


def as_it_was(connection: Connection) -> None:
    """Without what finds advice and workstreams: these could not be searched for by name."""
    connection.execute(text(FORGET_ADVICE[connection.dialect.name]))
    assert connection.scalar(text("SELECT count(*) FROM name_term WHERE subject_kind = 'workstream'")) == 0
    for number, name, archived_at in ((101, "Child protection", None), (102, "Promotion of the Code", "2021-01-01")):
        connection.execute(text(WORKSTREAM), {"id": number, "name": name, "archived_at": archived_at})


def coverage() -> list[Row]:
    """Every tally of it."""
    return sorted(db.session.execute(select(CoverageTally.__table__)).all())


def workstreams_found(words: str, *, with_archived: bool = False) -> list[int]:
    found = find_by_prefix(words, ["workstream"], limit=5, with_archived=with_archived)
    return [number for _kind, number in found]


def test_its_points_are_new_its_commitments_open_its_coverage_counted_and_its_advice_and_workstreams_found(
    app: Flask,
) -> None:
    strand = make_workstream("Protection of data")
    index_names(NamedThing("workstream", strand.id, [strand.name]))
    contact = make_contact(advice_given="Record why.", organisations=[make_organisation()], workstreams=[strand])
    set_points(contact=contact, details=[PointDetails(PointKind.BARRIER, "Staff fear blame.")])
    make_commitment()
    db.session.commit()
    counted, strand_id = coverage(), strand.id
    go_back_and_on(app, BEFORE, as_it_was)
    point, key = db.session.scalars(select(Point)).one(), db.session.scalars(select(Contact.sort_key)).one()
    assert (point.sort_key, point.disposition, point.words) == (key, Disposition.NEW, "Staff fear blame.")
    assert db.session.scalars(select(Commitment.status)).one() is CommitmentStatus.OPEN
    everyone = Reader(1, may_read_restricted=False)
    assert count_contacts(ContactFilters(has_advice=True), reader=everyone).value == 1
    assert count_contacts(ContactFilters(words="sharing"), reader=everyone).value == 1
    assert coverage() == counted != []
    assert set(workstreams_found("prot")) == {strand_id, 101}
    assert workstreams_found("code") == []
    assert workstreams_found("code", with_archived=True) == [102]
