"""Lists of contacts: their order, their pages, their filters and their rows."""

import datetime as dt

import pytest
from sqlalchemy import event

from app.contacts import listing
from app.contacts.filters import ContactFilters
from app.contacts.history import (
    find_contacts,
    history_of_colleague,
    history_of_commitment,
    history_of_organisation,
    history_of_person,
    history_of_post,
    loosen_suggestions,
)
from app.contacts.rules import ContactKind, Direction
from app.contacts.search import postgresql_search
from app.contacts.search.indexing import refresh_search_document
from app.contacts.services import archive_contact
from app.core.plain_dates import DatePrecision, PlainDate
from app.database import db
from app.organisations.models import OrganisationSuccession
from app.programme.rules import Capacity
from tests.factories.contacts import (
    make_commitment,
    make_contact,
    make_organisation,
    make_person,
    make_post,
    make_theme,
)


def subjects(page):
    return ["".join(part.text for part in row.subject) for row in page.rows]


def on(day, month=3, year=2021):
    return dt.date(year, month, day)


def test_contacts_come_newest_first_and_of_one_day_the_last_logged_first(as_officer):
    for subject, day in (("old", on(1)), ("new", on(9)), ("middle", on(5)), ("middle too", on(5))):
        make_contact(subject, date=day)
    assert subjects(find_contacts(ContactFilters(), reader=as_officer)) == ["new", "middle too", "middle", "old"]


@pytest.mark.parametrize(
    "filters",
    [
        ContactFilters(),
        ContactFilters(organisation_ids=(1,)),
        ContactFilters(words="sharing"),
        ContactFilters(kind="call"),
    ],
)
def test_pages_by_cursor_give_every_contact_once(as_officer, filters):
    organisation = make_organisation()
    if filters.organisation_ids:
        filters = ContactFilters(organisation_ids=(organisation.id,))
    for number in range(7):
        make_contact(f"Sharing {number}", date=on(1 + number // 2), kind=ContactKind.CALL, organisations=[organisation])
    seen, before = [], None
    while True:
        page = find_contacts(filters, reader=as_officer, before=before, size=3)
        assert page.count.value == 7
        seen += subjects(page)
        before = page.next_cursor
        if before is None:
            break
    assert seen == [f"Sharing {number}" for number in reversed(range(7))]


def test_a_page_that_ends_with_the_last_contact_leads_no_further(as_officer):
    for _ in range(3):
        make_contact()
    page = find_contacts(ContactFilters(), reader=as_officer, size=3)
    assert (len(page.rows), page.next_cursor, page.older_than) == (3, None, None)


@pytest.mark.parametrize("filters", [ContactFilters(), ContactFilters(words="data"), ContactFilters(theme_id=1)])
def test_a_count_stops_at_its_limit_and_says_so(as_officer, monkeypatch, filters):
    monkeypatch.setattr(listing, "COUNT_LIMIT", 3)
    monkeypatch.setattr(postgresql_search, "COUNT_LIMIT", 3)
    theme = make_theme()
    if filters.theme_id:
        filters = ContactFilters(theme_id=theme.id)
    for _ in range(6):
        make_contact("Data", themes=[theme])
    page = find_contacts(filters, reader=as_officer, size=2)
    assert page.count.is_more
    assert len(page.rows) == 2
    older = find_contacts(filters, reader=as_officer, before=page.next_cursor, size=2)
    assert older.count.is_more
    assert {row.id for row in older.rows}.isdisjoint(row.id for row in page.rows)


def test_filters_together_must_all_hold(as_officer):
    council, trust = make_organisation("Council"), make_organisation("Trust")
    make_contact("call with the council", kind=ContactKind.CALL, organisations=[council])
    make_contact("meeting with the council", organisations=[council])
    make_contact("call with the trust", kind=ContactKind.CALL, organisations=[trust])
    filters = ContactFilters(kind=ContactKind.CALL, organisation_ids=(council.id,))
    assert subjects(find_contacts(filters, reader=as_officer)) == ["call with the council"]


def test_of_several_organisations_any_will_do_and_a_contact_with_both_is_there_once(as_officer):
    council, trust, other = (make_organisation(name) for name in ("Council", "Trust", "Other"))
    make_contact("both", organisations=[council, trust])
    make_contact("trust", organisations=[trust])
    make_contact("other", organisations=[other])
    page = find_contacts(ContactFilters(organisation_ids=(council.id, trust.id)), reader=as_officer)
    assert subjects(page) == ["trust", "both"]
    assert page.count.value == 2


def test_a_person_who_was_there_in_two_posts_has_one_contact(as_officer):
    trust, person = make_organisation("Trust"), make_person()
    first, second = make_post("Chair", trust), make_post("Guardian", trust)
    contact = make_contact(people=[person])
    attendee = contact.attendees[0]
    attendee.post_id = first.id
    contact.attendees.append(
        type(attendee)(sort_key=contact.sort_key, person_id=person.id, post_id=second.id, position=1)
    )
    db.session.flush()
    page = history_of_person(person.id, reader=as_officer)
    assert (len(page.rows), page.count.value) == (1, 1)
    assert page.rows[0].attendees == "Kit Example (Chair), Kit Example (Guardian)"


def test_an_archived_contact_is_in_no_list(as_manager):
    organisation = make_organisation()
    contact = make_contact("Logged twice", organisations=[organisation])
    archive_contact(contact=contact, reason="A duplicate")
    refresh_search_document(contact)
    db.session.flush()
    for filters in (
        ContactFilters(),
        ContactFilters(words="logged"),
        ContactFilters(words="-absent"),
        ContactFilters(organisation_ids=(organisation.id,)),
        ContactFilters(kind=ContactKind.MEETING),
    ):
        page = find_contacts(filters, reader=as_manager)
        assert (list(page.rows), page.count.value) == ([], 0)


def test_an_organisations_history_can_include_the_bodies_under_and_before_it(as_officer):
    council, under, before, unrelated = (make_organisation(name) for name in ("Council", "Under", "Before", "Other"))
    under.parent_id = council.id
    db.session.add(OrganisationSuccession(predecessor_id=before.id, successor_id=council.id))
    for organisation in (council, under, before, unrelated):
        make_contact(f"with {organisation.name}", organisations=[organisation])
    assert subjects(history_of_organisation(council.id, reader=as_officer)) == ["with Council"]
    page = history_of_organisation(council.id, reader=as_officer, include_related=True)
    assert subjects(page) == ["with Before", "with Under", "with Council"]
    assert page.count.value == 3


def test_a_post_a_commitment_and_a_colleague_have_histories(as_officer, officer):
    post, commitment = make_post("Chair", make_organisation()), make_commitment()
    make_contact("theirs", posts=[post], commitments=[commitment], colleagues=[officer])
    make_contact("another")
    for page in (
        history_of_post(post.id, reader=as_officer),
        history_of_commitment(commitment.id, reader=as_officer),
        history_of_colleague(officer.id, reader=as_officer),
    ):
        assert subjects(page) == ["theirs"]


def test_a_row_tells_who_was_there_and_what_was_said(as_officer, officer):
    organisations = [make_organisation(f"Body {number}") for number in range(5)]
    make_contact(
        "Draft toolkit",
        kind=ContactKind.EMAIL,
        direction=Direction.IN,
        date=PlainDate(on(1), DatePrecision.MONTH),
        notes="They ask for a toolkit.",
        capacity=Capacity.PARTNER,
        organisations=organisations,
        people=[make_person("Kit Example")],
        posts=[make_post("Hub Manager", organisations[0])],
        colleagues=[officer],
        is_sample=True,
    )
    [row] = find_contacts(ContactFilters(words="toolkits"), reader=as_officer).rows
    assert (row.date_label, row.month_heading, row.kind_label) == ("Mar 2021", "March 2021", "Email in")
    assert row.organisations == "Body 0, Body 1, Body 2 + 2"
    assert row.attendees == "Kit Example, Hub Manager"
    assert (row.our_side, row.capacity_label, row.status) == ("Officer A", "as partner", "held")
    assert [part.text for part in row.subject if part.is_hit] == ["toolkit"]
    assert [part.text for part in row.snippet if part.is_hit] == ["toolkit"]
    assert row.is_sample
    assert not row.is_restricted


def test_many_attendees_are_told_by_their_number(as_officer):
    make_contact(people=[make_person(f"Person {number}") for number in range(22)])
    [row] = find_contacts(ContactFilters(), reader=as_officer).rows
    assert row.attendees == "Person 0, Person 1, Person 2, Person 3, 18 more"


def test_a_longer_page_takes_no_more_queries(as_officer, officer):
    for number in range(12):
        make_contact(organisations=[make_organisation(f"Body {number}")], people=[make_person()], colleagues=[officer])
    counted = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: counted.append(args[2]))
    find_contacts(ContactFilters(), reader=as_officer, size=2)
    short = len(counted)
    find_contacts(ContactFilters(), reader=as_officer, size=12)
    assert len(counted) - short == short <= 5


def test_an_empty_result_says_what_lifting_each_filter_would_bring(as_officer):
    make_contact("Case studies", date=on(1, 10, 2020))
    make_contact("Case studies", date=on(2, 10, 2020), kind=ContactKind.CALL)
    filters = ContactFilters(words="case", date_from=on(1, 11, 2020), kind=ContactKind.MEETING)
    found = [(one.filter_name, str(one.count)) for one in loosen_suggestions(filters, reader=as_officer)]
    assert found == [("date_from", "1")]


def test_a_list_tells_a_new_name_at_once(as_officer):
    organisation = make_organisation("Old Body")
    make_contact("Meeting", organisations=[organisation])
    [row] = find_contacts(ContactFilters(), reader=as_officer).rows
    assert row.organisations == "Old Body"
    organisation.name = "New Body"
    db.session.flush()
    [row] = find_contacts(ContactFilters(), reader=as_officer).rows
    assert row.organisations == "New Body"


@pytest.mark.parametrize("by", ["nothing", "theme", "words"])
def test_a_list_too_long_to_count_shows_the_restricted_to_those_on_it_alone(as_officer, officer, monkeypatch, by):
    monkeypatch.setattr(listing, "COUNT_LIMIT", 3)
    monkeypatch.setattr(postgresql_search, "COUNT_LIMIT", 3)
    theme = make_theme()
    for _ in range(6):
        make_contact("Data", themes=[theme], date=on(1))
    make_contact("Data, theirs", themes=[theme], date=on(2), is_restricted=True)
    make_contact("Data, mine", themes=[theme], date=on(3), is_restricted=True, colleagues=[officer])
    archived = make_contact("Data, archived", themes=[theme], date=on(4))
    archive_contact(contact=archived, reason="A duplicate")
    refresh_search_document(archived)
    db.session.flush()
    narrowing = {"nothing": {}, "theme": {"theme_id": theme.id}, "words": {"words": "data"}}
    page = find_contacts(ContactFilters(**narrowing[by]), reader=as_officer, size=2)
    assert page.count.is_more
    assert subjects(page) == ["Data, mine", "Data"]
