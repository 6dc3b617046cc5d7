"""Lists of contacts from one day to another, and counts over many months."""

import datetime as dt

import pytest

from app.contacts import listing
from app.contacts.filters import ContactFilters
from app.contacts.history import count_contacts, find_contacts
from app.contacts.search import postgresql_search
from app.core.plain_dates import DatePrecision, PlainDate
from tests.factories.contacts import make_contact


def subjects(page):
    return ["".join(part.text for part in row.subject) for row in page.rows]


def on(day, month=3, year=2021):
    return dt.date(year, month, day)


@pytest.mark.parametrize("words", ["data", '"data sharing"', "-letter"])
@pytest.mark.parametrize(("made", "counted"), [(3, "3"), (4, "more than 3")])
def test_what_lies_quarters_apart_is_counted_once(as_officer, monkeypatch, words, made, counted):
    monkeypatch.setattr(listing, "COUNT_LIMIT", 3)
    monkeypatch.setattr(postgresql_search, "COUNT_LIMIT", 3)
    for number in range(made):
        make_contact("Data sharing", date=dt.date(2024, 2, 1) + dt.timedelta(days=92 * number))
    make_contact("Sharing by letter", date=dt.date(2024, 3, 1))
    assert str(count_contacts(ContactFilters(words=words), reader=as_officer)) == counted


@pytest.mark.parametrize("words", ["", "sharing"])
def test_from_and_to_include_both_days(as_officer, words):
    for day in (1, 2, 3, 4):
        make_contact(f"Sharing on {day}", date=on(day))
    filters = ContactFilters(words=words, date_from=on(2), date_to=on(3))
    page = find_contacts(filters, reader=as_officer)
    assert subjects(page) == ["Sharing on 3", "Sharing on 2"]
    assert page.count.value == 2


@pytest.mark.parametrize("words", ["sharing", '"sharing on"'])
@pytest.mark.parametrize("longest_span", [240, 1])
def test_a_span_across_months_holds_its_own_days_alone(as_officer, monkeypatch, words, longest_span):
    monkeypatch.setattr(postgresql_search, "LONGEST_SPAN", longest_span)
    before, first, between, last, after = on(29, 11, 2020), on(30, 11, 2020), on(15, 1), on(3, 7), on(4, 7)
    for day in (before, first, between, last, after):
        make_contact(f"Sharing on {day}", date=day)
    within = find_contacts(ContactFilters(words=words, date_from=first, date_to=last), reader=as_officer)
    assert subjects(within) == [f"Sharing on {day}" for day in (last, between, first)]
    up_to = find_contacts(ContactFilters(words=words, date_to=first), reader=as_officer)
    assert subjects(up_to) == [f"Sharing on {day}" for day in (first, before)]
    beyond = find_contacts(ContactFilters(words=words, date_from=on(5, 7)), reader=as_officer)
    assert subjects(beyond) == []


@pytest.mark.parametrize("words", ["", "sharing"])
def test_dates_at_the_ends_of_the_calendar_are_no_error(as_officer, words):
    make_contact()
    filters = ContactFilters(words=words, date_from=dt.date.min, date_to=dt.date.max)
    assert count_contacts(filters, reader=as_officer).value == 1


def test_a_contact_known_by_its_month_counts_from_the_first_of_it(as_officer):
    make_contact("Some day in March", date=PlainDate(on(1), DatePrecision.MONTH))
    assert count_contacts(ContactFilters(date_from=on(1)), reader=as_officer).value == 1
    assert count_contacts(ContactFilters(date_from=on(2)), reader=as_officer).value == 0
