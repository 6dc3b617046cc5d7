"""What is counted exactly is what lists show, of which they count the first few hundred alone."""

import datetime as dt

import pytest

from app.contacts.counting import count_exactly
from app.contacts.filters import ContactFilters
from app.contacts.history import find_contacts
from app.contacts.rules import ContactKind
from app.contacts.search.indexing import refresh_search_document
from app.contacts.services import archive_contact
from app.contacts.visibility import Reader
from app.core import paging
from tests.factories.contacts import make_contact, make_person, make_plain_colleague, make_theme


@pytest.fixture
def record(session):
    theme, person, officer = make_theme(), make_person(), make_plain_colleague()
    days = [dt.date(2021, 1, 1) + dt.timedelta(days=number) for number in range(6)]
    for number, day in enumerate(days):
        make_contact(
            "Hub meeting" if number % 2 else "Code call",
            date=day,
            themes=[theme] if number < 5 else [],
            people=[person],
            is_restricted=number == 1,
            kind=ContactKind.CALL if number == 2 else ContactKind.MEETING,
        )
    archived = make_contact("Hub meeting", themes=[theme], people=[person])
    archive_contact(contact=archived, reason="Logged twice")
    refresh_search_document(archived)
    return {"theme": theme, "person": person, "officer": officer}


FILTERS = [
    {},
    {"date_from": dt.date(2021, 1, 2), "date_to": dt.date(2021, 1, 4)},
    {"words": "hub"},
    {"words": "hub meeting", "date_to": dt.date(2021, 1, 4)},
    {"words": '"hub meeting"'},
    {"theme_id": "theme"},
    {"person_id": "person", "date_from": dt.date(2021, 1, 2)},
    {"theme_id": "theme", "kind": ContactKind.CALL},
]


@pytest.mark.parametrize("may_read_restricted", [True, False])
def test_all_that_match_are_counted(record, may_read_restricted):
    reader = Reader(record["officer"].id, may_read_restricted)
    for filters in FILTERS:
        ids = {name: record[value].id for name, value in filters.items() if value in ("theme", "person")}
        asked = ContactFilters(**{**filters, **ids})
        listed = find_contacts(asked, reader=reader, size=paging.COUNT_LIMIT).rows
        assert listed
        assert count_exactly(asked, reader=reader) == len(listed), filters


def test_words_that_are_none_match_nothing(record):
    reader = Reader(record["officer"].id, may_read_restricted=True)
    assert count_exactly(ContactFilters(words="!"), reader=reader) == 0
