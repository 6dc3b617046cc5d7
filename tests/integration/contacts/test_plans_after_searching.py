"""PostgreSQL plans a search alike whatever it looks for, and all else that a page reads for its own values."""

import pytest
from sqlalchemy import text

from app.contacts.filters import ContactFilters
from app.contacts.history import count_contacts, find_contacts
from app.contacts.rules import ContactKind
from app.contacts.visibility import Reader
from tests.factories.contacts import make_contact

pytestmark = pytest.mark.parametrize("database", ["postgresql"], indirect=True)
MEETINGS = ContactFilters(kind=ContactKind.MEETING)


@pytest.mark.parametrize("find", [count_contacts, find_contacts])
@pytest.mark.parametrize("contacts", [0, 1])
def test_what_comes_after_a_search_is_planned_as_usual(session, find, contacts):
    for number in range(contacts):
        make_contact(f"Meeting {number}", kind=ContactKind.MEETING)
    find(MEETINGS, reader=Reader(1, may_read_restricted=False))
    assert session.scalar(text("SHOW plan_cache_mode")) == "auto"
