"""Every cell of the matrix is what plain Python counts in the contacts themselves, whatever was done to them before."""

import datetime as dt
from collections.abc import Iterable

import pytest
from sqlalchemy import select, text

from app.accounts.models import Colleague
from app.contacts.coverage.rules import Side, SideKind, StrandKind
from app.contacts.filters import ContactFilters
from app.contacts.history import count_contacts
from app.contacts.models import Contact
from app.contacts.rules import ContactStatus, Visibility
from app.contacts.tallies.rebuilding import rebuild
from app.contacts.visibility import Reader
from app.database import db
from app.entry.services import revise_contact
from app.organisations.models import Organisation
from app.organisations.rules import PartnerGroup
from app.partnership.coverage import ANYBODY, Columns, Coverage, read_coverage
from app.programme.models import Workstream
from app.programme.rules import WorkstreamStatus
from app.upkeep import reindex
from tests.factories.contacts import (
    make_commitment,
    make_contact,
    make_organisation,
    make_plain_colleague,
    make_workstream,
)
from tests.factories.entry import details
from tests.support.eventful_record import EventfulRecord, refile
from tests.support.taking_turns import send_while_held

PERIODS = [
    (dt.date(2020, 11, 20), dt.date(2021, 3, 4)),
    (dt.date(2020, 12, 1), dt.date(2021, 2, 28)),
    (dt.date(2021, 1, 12), dt.date(2021, 1, 20)),
    (dt.date(2021, 1, 31), dt.date(2021, 2, 1)),
    (dt.date(2020, 1, 1), dt.date(2021, 12, 31)),
]
Key = tuple[int, Side]


def recounted(
    contacts: Iterable[Contact], kind: StrandKind, first: dt.date, last: dt.date, reader: Reader
) -> dict[Key, tuple[int, dt.date]]:
    cells: dict[Key, list[dt.date]] = {}
    for contact in contacts:
        if not counts(contact, first, last, reader):
            continue
        links = contact.workstream_links if kind is StrandKind.WORKSTREAM else contact.commitment_links
        strands = {getattr(link, f"{kind}_id") for link in links}
        for strand in strands | ({0} if strands else set()):
            for side in sides_of_contact(contact):
                cells.setdefault((strand, side), []).append(contact.date)
    return {key: (len(days), max(days)) for key, days in cells.items()}


def counts(contact: Contact, first: dt.date, last: dt.date, reader: Reader) -> bool:
    is_on_it = any(link.colleague_id == reader.colleague_id for link in contact.colleague_links)
    return (
        contact.status is ContactStatus.HELD
        and contact.archived_at is None
        and first <= contact.date <= last
        and (contact.visibility is Visibility.OPEN or reader.may_read_restricted or is_on_it)
    )


def sides_of_contact(contact: Contact) -> set[Side]:
    organisations = [link.organisation for link in contact.organisation_links]
    groups = {Side(SideKind.GROUP, each.partner_group.value) for each in organisations}
    sectors = {Side(SideKind.SECTOR, str(each.sector_id)) for each in organisations if each.sector_id}
    return groups | sectors | {ANYBODY}


def read(kind: StrandKind, first: dt.date, last: dt.date, reader: Reader) -> Coverage:
    return read_coverage(kind, Columns.GROUPS_AND_SECTORS, first=first, last=last, reader=reader)


def sides_shown(coverage: Coverage) -> list[Side]:
    return [ANYBODY, *(column.side for column in coverage.columns)]


def shown(coverage: Coverage) -> dict[Key, tuple[int, dt.date | None]]:
    strands = [0, *(strand.id for strand in coverage.strands)]
    cells = {(number, side) for number in strands for side in sides_shown(coverage)}
    counted = {cell: coverage.cells[cell] for cell in cells if cell in coverage.cells}
    assert counted.keys() == coverage.cells.keys()
    return {cell: (one.contacts, one.last_on) for cell, one in counted.items()}


def assert_exact(readers: list[Reader]) -> int:
    """Gives how many cells there were."""
    contacts, found = db.session.scalars(select(Contact)).all(), 0
    for kind in StrandKind:
        for reader in readers:
            for period in PERIODS:
                expected = recounted(contacts, kind, *period, reader)
                assert shown(read(kind, *period, reader)) == expected, (kind, reader, period)
                found += len(expected)
    return found


def tallies() -> list[tuple]:
    statement = "SELECT * FROM coverage_tally WHERE contacts <> 0"
    return [tuple(row) for row in db.session.execute(text(statement))]


def assert_that_counting_anew_gives_the_same(session) -> None:
    kept = sorted(tallies())
    rebuild(session.connection())
    assert sorted(tallies()) == kept


def filters_of(kind: StrandKind, strand_id: int, side: Side, first: dt.date, last: dt.date) -> ContactFilters:
    return ContactFilters(
        date_from=first,
        date_to=last,
        status=ContactStatus.HELD,
        **({"workstream_id": strand_id} if kind is StrandKind.WORKSTREAM else {"commitment_id": strand_id}),
        partner_group=PartnerGroup(side.key) if side.kind is SideKind.GROUP else None,
        sector_id=int(side.key) if side.kind is SideKind.SECTOR else None,
    )


def assert_that_the_history_behind_a_cell_lists_as_many(record: EventfulRecord) -> None:
    period, compared = PERIODS[0], 0
    for reader in record.readers[:2]:
        for kind in StrandKind:
            coverage = read(kind, *period, reader)
            for strand in coverage.strands:
                for side in sides_shown(coverage):
                    listed = count_contacts(filters_of(kind, strand.id, side, *period), reader=reader)
                    assert listed.value == coverage.cell(strand, side).contacts, (kind, strand, side)
                    compared += listed.value > 0
    assert compared > 20


@pytest.mark.parametrize(("seed", "database"), [(1, "sqlite"), (2, "postgresql")], indirect=["database"])
def test_every_cell_is_exact_for_each_reader_whatever_happened_and_agrees_with_the_history(session, seed):
    record, found = EventfulRecord(seed), 0
    for _ in range(2):
        record.log()
        record.something_happens(20)
        found += assert_exact(record.readers)
    assert found > 300  # so it was not all about nothing
    assert_that_counting_anew_gives_the_same(session)
    assert_that_the_history_behind_a_cell_lists_as_many(record)


def test_what_is_undone_before_it_is_committed_counts_nowhere(session):
    record = EventfulRecord(6)
    inner = session.begin_nested()
    record.log()
    inner.rollback()
    record.log()
    session.rollback()
    session.commit()
    assert tallies() == []


@pytest.fixture
def over(session) -> tuple[Workstream, ...]:
    """Two that are over: with a contact, and without one."""
    return tuple(make_workstream(name, status=WorkstreamStatus.COMPLETED) for name in ("With", "Without"))


def test_a_workstream_that_is_over_has_a_row_where_there_was_contact_that_the_reader_may_count(session, over):
    officer, other = make_plain_colleague("Officer A"), make_plain_colleague("Officer B")
    make_contact(workstreams=over[:1], colleagues=[officer], is_restricted=True, date=dt.date(2021, 2, 3))
    session.commit()
    rows = [read(StrandKind.WORKSTREAM, *PERIODS[1], Reader(each.id, False)).strands for each in (officer, other)]
    assert [[strand.name for strand in each] for each in rows] == [["With"], []]


def test_a_long_programme_is_read_page_by_page_under_the_same_totals(session):
    commitments = [make_commitment(f"Commitment {number:03}", position=number // 2) for number in range(60)]
    make_contact(commitments=commitments[55:57], organisations=[make_organisation()], date=dt.date(2021, 2, 3))
    session.commit()
    reader, names, after = Reader(1, may_read_restricted=False), [], None
    for size in (50, 10):
        (first, last), columns = PERIODS[1], Columns.GROUPS
        page = read_coverage(StrandKind.COMMITMENT, columns, first=first, last=last, reader=reader, after=after)
        assert (len(page.strands), page.total(ANYBODY).contacts) == (size, 1)
        names, after = [*names, *(strand.name for strand in page.strands)], page.next_after
    assert after is None
    assert names == [commitment.title for commitment in commitments]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@pytest.mark.parametrize("saver_is_first", [True, False])
def test_a_contact_saved_while_its_organisation_is_filed_elsewhere_counts_where_it_is_then(
    app, session, monkeypatch, saver_is_first
):
    monkeypatch.setattr(reindex, "AT_ONCE", 1)  # so that the two do not meet at the contact itself
    record = EventfulRecord(7)
    organisation, commitment = record.organisations[0], record.commitments[0]
    old, _newest = (
        make_contact(organisations=[organisation], commitments=[commitment], date=dt.date(2021, month, 15))
        for month in (1, 3)
    )
    session.commit()
    contact_id, organisation_id, actor_id = old.id, organisation.id, record.manager.id
    said, readers = details(organisation, date=dt.date(2021, 2, 15), commitment_ids=[commitment.id]), record.readers

    def save() -> None:
        with app.app_context():
            contact, actor = db.session.get_one(Contact, contact_id), db.session.get_one(Colleague, actor_id)
            revise_contact(contact=contact, version=contact.version, details=said, actor=actor)
            db.session.commit()

    def file_elsewhere() -> None:
        with app.app_context():
            filed, actor = db.session.get_one(Organisation, organisation_id), db.session.get_one(Colleague, actor_id)
            refile(filed, group=PartnerGroup.REGULATOR, sector_id=None, actor=actor)
            db.session.commit()

    order = (save, file_elsewhere) if saver_is_first else (file_elsewhere, save)
    send_while_held(*order, at="INSERT INTO coverage_tally")
    assert_exact(readers)
