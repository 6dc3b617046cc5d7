"""The rows of an export against the record, column by column, on both databases."""

import datetime as dt
import threading

import pytest
from sqlalchemy import select

from app.accounts.models import Team
from app.accounts.rules import Role
from app.contacts.filters import ContactFilters
from app.contacts.history import find_contacts
from app.contacts.models import Contact
from app.contacts.rules import ContactKind, ContactStatus, Direction
from app.contacts.visibility import Reader
from app.core.plain_dates import DatePrecision, PlainDate
from app.database import db, read_as_of_now, set_read_only
from app.exports.apart import ReadApart
from app.organisations.models import Sector
from app.programme.rules import Capacity
from app.reports.lists.contacts import COLUMNS, ContactCells, contact_keys
from tests.factories.contacts import (
    make_commitment,
    make_contact,
    make_organisation,
    make_person,
    make_post,
    make_theme,
    make_workstream,
)

EVERYTHING = Reader(0, may_read_restricted=True)
NAMES = [column.name for column in COLUMNS]


def read_all(filters=None, reader=EVERYTHING, names=NAMES, size=2):
    cells = ContactCells(names, reader)
    keys = contact_keys(filters or ContactFilters(), reader=reader, size=size)
    return [dict(zip(["id", *names], row, strict=True)) for lot in keys for row in cells.rows(lot)]


SAID = {
    "date": dt.date(2021, 2, 3),
    "kind": "Letter out",
    "subject": "Front door",
    "organisations": "Example County Council; Example Trust",
    "people": "Kit Example; Head of Early Help",
    "our_side": "Officer; Commissioner",
    "capacity": "Adviser",
    "notes": "One\nTwo",
    "follow_ups": 3,
    "open_follow_ups": 2,
    "points": 0,
    "files": 0,
    "status": "Held",
    "visibility": "Restricted",
    "advice": "Record why.",
    "themes": "Child protection; Schools",
    "workstreams": "Promotion",
    "commitments": "A toolkit",
    "groups": "Frontline sector",
    "sectors": "Education",
    "time": "09:05",
    "minutes": 45,
    "place": "Leeds",
    "our_reference": "OUR/1",
    "their_reference": "THEIRS/2",
    "team": "Data sharing",
    "logged_on": dt.date(2021, 8, 1),
    "logged_by": "Officer",
    "sample": "sample",
    "marks": "Restricted",
}
OF_ITSELF = {
    "notes": "One\nTwo",
    "advice_given": "Record why.",
    "starts_at": dt.time(9, 5),
    "length_minutes": 45,
    "place": "Leeds",
    "our_reference": "OUR/1",
    "their_reference": "THEIRS/2",
    "direction": Direction.OUT,
    "capacity": Capacity.ADVISER,
}


def test_every_column_says_what_the_record_says(session, make_colleague):
    officer, team, sector = make_colleague(Role.OFFICER), Team(name="Data sharing"), Sector(name="Education")
    session.add_all([team, sector])
    session.flush()
    council, own = make_organisation("Example County Council"), make_organisation("Our office")
    council.sector_id, own.is_own = sector.id, True
    contact = make_contact(
        "Front door",
        kind=ContactKind.LETTER,
        organisations=[council, make_organisation("Example Trust")],
        people=[make_person("Kit Example")],
        posts=[make_post("Head of Early Help", council), make_post("Commissioner", own)],
        colleagues=[officer],
        workstreams=[make_workstream("Promotion")],
        commitments=[make_commitment("A toolkit")],
        themes=[make_theme("Child protection"), make_theme("Schools")],
        author=officer,
        is_restricted=True,
        is_sample=True,
        **OF_ITSELF,
    )
    contact.team_id, contact.follow_up_count, contact.open_follow_up_count = team.id, 3, 2
    contact.created_at = dt.datetime(2021, 7, 31, 23, 30, tzinfo=dt.UTC)  # past midnight at the office
    session.flush()
    assert read_all() == [SAID | {"id": contact.id, "number": contact.id}]


def test_a_bare_contact_says_nothing_more_than_it_holds(session):
    day = PlainDate(dt.date(2021, 1, 1), DatePrecision.YEAR)
    make_contact("Bare", date=day, status=ContactStatus.PLANNED)
    [row] = read_all()
    assert (row["date"], row["marks"], row["organisations"], row["capacity"]) == ("2021", "Planned", "", None)


def test_the_rows_are_those_of_the_list_in_its_order(session, make_colleague):
    officer = make_colleague(Role.OFFICER)
    council = make_organisation()
    for number in range(7):
        make_contact(
            f"Safeguarding {number}",
            date=dt.date(2021, 1, 1) + dt.timedelta(days=number % 3),
            kind=ContactKind.CALL if number % 2 else ContactKind.MEETING,
            organisations=[council] if number % 3 else [],
            is_restricted=number == 5,
        )
    for filters in (
        ContactFilters(),
        ContactFilters(kind=ContactKind.CALL),
        ContactFilters(organisation_ids=(council.id,)),
        ContactFilters(organisation_ids=(council.id,), kind=ContactKind.CALL),
        ContactFilters(words="safeguarding", date_from=dt.date(2021, 1, 2)),
        ContactFilters(words="nothing"),
    ):
        for reader in (EVERYTHING, Reader(officer.id, may_read_restricted=False)):
            listed = [row.id for row in find_contacts(filters, reader=reader).rows]
            assert [row["id"] for row in read_all(filters, reader)] == listed


def test_what_is_saved_meanwhile_is_not_among_the_rows(app):
    """All of an export is of one moment, however long it takes."""
    for number in range(4):
        make_contact(f"Before {number}")
    db.session.commit()
    read_as_of_now()
    cells = ContactCells(["subject"], EVERYTHING)
    lots = contact_keys(ContactFilters(), reader=EVERYTHING, size=2)
    rows = [*cells.rows(next(lots))]
    saving = threading.Thread(target=_save_another, args=(app,))
    saving.start()
    saving.join()
    rows += [row for lot in lots for row in cells.rows(lot)]
    db.session.rollback()
    set_read_only(False)
    assert sorted(row[1] for row in rows) == [f"Before {number}" for number in range(4)]
    assert len(db.session.scalars(select(Contact.id)).all()) == 5


def _save_another(app):
    with app.app_context():
        make_contact("Meanwhile", date=dt.date(2000, 1, 1))
        db.session.commit()
        db.session.remove()


def test_reading_apart_gives_all_lots_and_what_goes_wrong(app):
    with ReadApart(lambda: iter([1, 2, 3]), app.app_context) as lots:
        assert [lot for lot in lots if lot is not None] == [1, 2, 3]

    def fail():
        yield 1
        raise OSError("The disk is gone.")

    with ReadApart(fail, app.app_context) as lots:
        assert next(lot for lot in lots if lot is not None) == 1
        with pytest.raises(OSError, match="The disk is gone"):
            list(lots)


def test_whoever_leaves_early_is_not_waited_for(app):
    with ReadApart(lambda: iter(range(100)), app.app_context) as lots:
        assert next(lots) == 0
    assert threading.active_count() < 20
