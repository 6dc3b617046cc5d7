"""Every figure of a month is what plain Python counts in the contacts themselves, whatever was done to them before."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product

import pytest
from sqlalchemy import select, text

from app.contacts import services
from app.contacts.filters import ContactFilters
from app.contacts.history import count_contacts
from app.contacts.models import Contact
from app.contacts.months.models import By
from app.contacts.rules import ContactKind, ContactStatus, Visibility
from app.contacts.tallies.keeping import will_change
from app.contacts.tallies.rebuilding import rebuild
from app.contacts.timeliness import Logged, days_to_log, logged
from app.contacts.visibility import Reader
from app.database import db
from app.entry import undoing
from app.entry.services import revise_contact
from app.organisations.rules import PartnerGroup
from app.programme.rules import Capacity
from app.reports.figures.organisations import MANY, OrganisationCounts, count_organisations, list_organisations
from app.reports.figures.periods import Months, last_day_of
from app.reports.figures.tallies import Counts, count_by_month, count_by_team
from tests.factories.contacts import make_contact, make_organisation, make_plain_colleague
from tests.factories.entry import details
from tests.support.eventful_record import EventfulRecord
from tests.support.taking_turns import send_while_held

WHOLE = Months(dt.date(2020, 11, 1), dt.date(2021, 3, 1))
MIDST = Months(dt.date(2020, 12, 1), dt.date(2021, 1, 1))


@pytest.fixture
def record(request, session, monkeypatch) -> EventfulRecord:
    """Contacts are logged about when they are held, some of them before."""
    eventful = EventfulRecord(request.param)
    monkeypatch.setattr(services, "utc_now", eventful.now)
    monkeypatch.setattr(undoing, "TIME_TO_UNDO", dt.timedelta.max)
    return eventful


def with_seeds(*seeds: tuple[int, str]):
    return pytest.mark.parametrize(("record", "database"), seeds, indirect=True)


def counting(contacts: Iterable[Contact], reader: Reader, months: Months) -> Iterator[Contact]:
    for contact in contacts:
        is_on_it = any(link.colleague_id == reader.colleague_id for link in contact.colleague_links)
        is_read = contact.visibility is Visibility.OPEN or reader.may_read_restricted or is_on_it
        is_held = contact.status is ContactStatus.HELD and contact.archived_at is None
        if is_read and is_held and months.first <= contact.date <= months.last_day:
            yield contact


def keys(contact: Contact) -> dict[By, set[str]]:
    organisations = [link.organisation for link in contact.organisation_links]
    when = logged(contact.date, contact.date_precision, contact.created_at)
    found = {
        By.TOTAL: {""},
        By.KIND: {contact.kind},
        By.GROUP: {each.partner_group for each in organisations},
        By.SECTOR: {each.sector_id for each in organisations},
        By.WORKSTREAM: {link.workstream_id for link in contact.workstream_links},
        By.CAPACITY: {contact.capacity},
        By.COLLEAGUE: {colleague.id for colleague in contact.our_side},
        By.TEAM: {contact.team_id},
        By.LOGGED: {when},
        By.DAYS: {"" if when.is_measured else None},
    }
    return {by: {str(key) for key in each if key is not None} for by, each in found.items()}


def recounted(contacts: Iterable[tuple[Contact, dict[By, set[str]]]], by: By, team_id: int | None) -> Counts:
    counts: Counter[tuple[str, dt.date]] = Counter()
    for contact, keys_by in contacts:
        if team_id in (None, contact.team_id):
            number = days_to_log(contact.date, contact.created_at) if by is By.DAYS else 1
            counts.update({(key, contact.date.replace(day=1)): number for key in keys_by[by]})
    return {key: number for key, number in counts.items() if number}


def recounted_organisations(contacts: list[Contact], months: Months, reader: Reader) -> dict[dt.date, set]:
    """The organisations of each month, and whether each is new in it."""
    firsts: dict[int, dt.date] = {}
    for contact in counting(contacts, reader, Months(dt.date(1900, 1, 1), dt.date(2100, 1, 1))):
        for link in contact.organisation_links:
            month = contact.date.replace(day=1)
            firsts[link.organisation_id] = min(month, firsts.get(link.organisation_id, month))
    found: dict[dt.date, set] = {month: set() for month in months.starts}
    for contact in counting(contacts, reader, months):
        month = contact.date.replace(day=1)
        found[month] |= {
            (link.organisation_id, firsts[link.organisation_id] == month) for link in contact.organisation_links
        }
    return found


COUNTED = [by for by in By if by is not By.ORGANISATIONS]


def assert_exact(record: EventfulRecord) -> int:
    """Gives how many figures there were."""
    contacts, figures = list(db.session.scalars(select(Contact))), 0
    for reader in record.readers:
        for months in (WHOLE, MIDST):
            counted = [(contact, keys(contact)) for contact in counting(contacts, reader, months)]
            for by in COUNTED:
                for team_id in (None,) if by is By.TEAM else record.team_ids:
                    expected = recounted(counted, by, team_id)
                    found = count_by_month(by, months, reader=reader, team_id=team_id)
                    assert found == expected, (by, reader, team_id)
                    figures += len(expected)
            assert_organisations_exact(contacts, months, reader)
    return figures


def assert_organisations_exact(contacts: list[Contact], months: Months, reader: Reader) -> None:
    expected = recounted_organisations(contacts, months, reader)
    found = count_organisations(months, reader=reader)
    assert found == {
        month: OrganisationCounts(sum(is_new for _id, is_new in each), sum(not is_new for _id, is_new in each))
        for month, each in expected.items()
    }
    for month, is_new in product(months.starts, (True, False)):
        # Found first or met by name, they are the same.
        (few, following), (many, _) = (
            list_organisations(month, is_new=is_new, number=number, reader=reader) for number in (1, MANY + 1)
        )
        assert (few, following) == (many, None)
        assert {each.id for each in few} == {number for number, new in expected[month] if new is is_new}


TABLES = ("month_tally", "organisation_month", "organisation_first")


def tallies() -> list[list[tuple]]:
    rows = [db.session.execute(text(f"SELECT * FROM {table}")) for table in TABLES]
    return [sorted(tuple(row) for row in each if row[-1]) for each in rows]


def assert_that_counting_anew_gives_the_same(session) -> None:
    kept = tallies()
    rebuild(session.connection())
    assert tallies() == kept
    assert all(kept)


def change_some_by_a_statement(session) -> None:
    """As is done to many contacts at once."""
    some = [contact.id for contact in session.scalars(select(Contact)).all()][::2]
    will_change(*some)
    numbers = ", ".join(map(str, some))
    session.execute(text(f"UPDATE contact SET kind = 'letter', team_id = NULL WHERE id IN ({numbers})"))
    session.execute(text(f"DELETE FROM contact_colleague WHERE contact_id IN ({numbers})"))
    session.commit()
    session.expire_all()


def filters_of(by: By, key: str, month: dt.date, team_id: int | None) -> ContactFilters:
    number = int(key) if key.isdecimal() else None
    narrowed = {
        By.TOTAL: {},
        By.KIND: {"kind": key},
        By.GROUP: {"partner_group": key},
        By.SECTOR: {"sector_id": number},
        By.WORKSTREAM: {"workstream_id": number},
        By.CAPACITY: {"capacity": key},
        By.COLLEAGUE: {"colleague_id": number},
        By.TEAM: {"team_id": number},
        By.LOGGED: {"logged": key},
    }[by]
    words = {"kind": ContactKind, "partner_group": PartnerGroup, "capacity": Capacity, "logged": Logged}
    narrowed = {name: words[name](value) if name in words else value for name, value in narrowed.items()}
    of_team = {} if team_id is None else {"team_id": team_id}
    return ContactFilters(
        date_from=month, date_to=last_day_of(month), status=ContactStatus.HELD, **{**of_team, **narrowed}
    )


def assert_that_the_history_behind_a_figure_lists_as_many(record: EventfulRecord) -> None:
    compared = 0
    for reader in record.readers[:2]:
        for by in (each for each in COUNTED if each is not By.DAYS):
            for (key, month), number in count_by_month(by, WHOLE, reader=reader).items():
                listed = count_contacts(filters_of(by, key, month, None), reader=reader)
                assert listed.value == number, (by, key, month)
                compared += 1
    assert compared > 60


def assert_that_a_team_has_what_its_months_have_together(record: EventfulRecord) -> None:
    for reader in record.readers[:2]:
        for by in (By.LOGGED, By.DAYS):
            of_teams = count_by_team(by, WHOLE, reader=reader)
            for team_id in record.team_ids[1:]:
                months: Counter[str] = Counter()
                for (key, _month), number in count_by_month(by, WHOLE, reader=reader, team_id=team_id).items():
                    months[key] += number
                assert {key: number for (team, key), number in of_teams.items() if team == team_id} == months


@with_seeds((11, "sqlite"), (12, "postgresql"))
def test_every_figure_is_exact_for_each_reader_whatever_happened_and_agrees_with_histories_and_teams(record, session):
    figures = 0
    for _ in range(2):
        record.log()
        record.something_happens(20)
        figures += assert_exact(record)
    assert figures > 1000  # so it was not all about nothing
    assert_that_counting_anew_gives_the_same(session)
    assert_that_the_history_behind_a_figure_lists_as_many(record)
    assert_that_a_team_has_what_its_months_have_together(record)
    change_some_by_a_statement(session)
    assert assert_exact(record)


@pytest.mark.parametrize("number", [60, MANY + 1])
def test_a_long_list_of_organisations_is_read_page_by_page(session, number):
    colleague = make_plain_colleague()
    several = [make_organisation(f"Example body {each % 30:03}") for each in range(60)]
    make_contact(organisations=several, date=dt.date(2021, 2, 3))
    session.commit()
    reader, found, after = Reader(colleague.id, may_read_restricted=False), [], None
    for size in (50, 10):
        page, after = list_organisations(dt.date(2021, 2, 1), is_new=True, number=number, reader=reader, after=after)
        assert len(page) == size
        found += page
    assert after is None
    assert {each.id for each in found} == {each.id for each in several}


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@pytest.mark.parametrize("second_month", [1, 2])
def test_two_first_contacts_of_an_organisation_at_once_make_it_new_once(app, session, second_month):
    organisation, colleague = make_organisation(), make_plain_colleague()
    contacts = [make_contact(colleagues=[colleague], date=dt.date(2021, month, 3)).id for month in (1, 2)]
    session.commit()
    reader, organisation_id = Reader(colleague.id, may_read_restricted=False), organisation.id

    def join(contact_id: int, month: int):
        def save() -> None:
            with app.app_context():
                contact = db.session.get_one(Contact, contact_id)
                actor = db.session.get_one(type(colleague), reader.colleague_id)
                joined = db.session.get_one(type(organisation), organisation_id)
                said = details(joined, date=dt.date(2021, month, 5), subject="Data sharing")
                revise_contact(contact=contact, version=contact.version, details=said, actor=actor)
                db.session.commit()

        return save

    send_while_held(join(contacts[0], 2), join(contacts[1], second_month), at="INSERT INTO organisation_month")
    months = {start: each for start, each in count_organisations(WHOLE, reader=reader).items() if each.all}
    first = dt.date(2021, second_month, 1)
    later = {dt.date(2021, 2, 1): OrganisationCounts(new=0, returning=1)} if second_month == 1 else {}
    assert months == {first: OrganisationCounts(new=1, returning=0), **later}
    listed, _following = list_organisations(first, is_new=True, number=1, reader=reader)
    assert [(each.id, each.contacts) for each in listed] == [(organisation_id, 3 - len(months))]


def test_a_contact_that_is_with_nobody_counts_all_the_same(session):
    make_contact(date=dt.date(2021, 2, 3))
    session.commit()
    assert count_by_month(By.TOTAL, WHOLE, reader=Reader(1, may_read_restricted=False)) == {
        ("", dt.date(2021, 2, 1)): 1
    }


@pytest.mark.parametrize(
    ("logged_at", "word"),
    [
        ("2021-07-02 22:59", Logged.SAME_DAY),
        ("2021-07-02 23:00", Logged.IN_2_DAYS),  # after midnight at the office, in summer
        ("2021-07-01 22:30", Logged.AHEAD),
    ],
)
def test_a_day_ends_at_the_offices_midnight_when_counted_anew_too(session, monkeypatch, logged_at, word):
    moment = dt.datetime.fromisoformat(logged_at).replace(tzinfo=dt.UTC)
    monkeypatch.setattr(services, "utc_now", lambda: moment)
    make_contact(date=dt.date(2021, 7, 2))
    session.commit()
    month, reader = Months(dt.date(2021, 7, 1), dt.date(2021, 7, 1)), Reader(1, may_read_restricted=False)
    for _ in range(2):
        assert count_by_month(By.LOGGED, month, reader=reader) == {(word.value, month.first): 1}
        rebuild(session.connection())
