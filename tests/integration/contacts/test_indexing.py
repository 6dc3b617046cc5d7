"""The search index follows whatever happens to a contact."""

import datetime as dt

from sqlalchemy import text

from app.contacts.filters import ContactFilters
from app.contacts.history import find_contacts
from app.contacts.rules import sort_key
from app.contacts.search.indexing import refresh_search_document, reindex_contacts
from app.contacts.search.schema import create_search_schema, drop_search_schema, rebuild_search_index
from app.contacts.tallies.facts import sides_of
from app.database import db
from app.upkeep import reindex
from app.upkeep.reindex import after_organisation_changed, after_person_changed, drain_reindex_requests
from tests.factories.contacts import make_contact, make_organisation, make_person


def found(words, reader):
    return [row.id for row in find_contacts(ContactFilters(words=words), reader=reader).rows]


def test_changed_words_are_found_and_the_old_ones_are_not(as_officer):
    contact = make_contact("Toolkit")
    contact.subject = "Guidance"
    refresh_search_document(contact)
    db.session.flush()
    assert found("guidance", as_officer) == [contact.id]
    assert found("toolkit", as_officer) == []


def test_a_contact_whose_date_moves_is_found_under_its_new_date(as_officer):
    contact = make_contact("Toolkit", date=dt.date(2021, 1, 1))
    contact.date = dt.date(2021, 6, 1)
    contact.sort_key = sort_key(contact.date, contact.id)
    refresh_search_document(contact)
    db.session.flush()
    filters = ContactFilters(words="toolkit", date_from=dt.date(2021, 5, 1))
    assert [row.id for row in find_contacts(filters, reader=as_officer).rows] == [contact.id]
    earlier = ContactFilters(words="toolkit", date_to=dt.date(2021, 5, 1))
    assert find_contacts(earlier, reader=as_officer).count.value == 0


def test_a_removed_contact_is_not_found(as_officer):
    contact = make_contact("Toolkit")
    db.session.execute(text("DELETE FROM contact WHERE id = :id"), {"id": contact.id})
    assert found("toolkit", as_officer) == []


def test_reindexing_makes_no_new_version(as_officer):
    contact = make_contact("Toolkit", organisations=[organisation := make_organisation("Before")])
    version = contact.version
    organisation.name = "Afterwards"
    db.session.flush()
    reindex_contacts([contact.id])
    db.session.expire_all()
    assert contact.version == version
    assert found("afterwards", as_officer) == [contact.id]


def test_the_index_can_be_taken_away_and_made_again(as_officer):
    contact = make_contact("Toolkit")
    connection = db.session.connection()
    drop_search_schema(connection)
    create_search_schema(connection)
    rebuild_search_index(connection)
    assert found("toolkit", as_officer) == [contact.id]
    another = make_contact("Toolkit again")
    assert found("toolkit", as_officer) == [another.id, contact.id]


def test_a_renamed_organisation_is_found_by_its_new_name_at_once(as_officer):
    organisation = make_organisation("Before")
    contact = make_contact(organisations=[organisation])
    organisation.name = "Afterwards"
    after_organisation_changed(organisation, were=sides_of(organisation))
    assert found("afterwards", as_officer) == [contact.id]
    assert found("before", as_officer) == []


def test_what_is_too_much_for_one_request_is_done_by_the_next_drain(as_officer, monkeypatch):
    monkeypatch.setattr(reindex, "AT_ONCE", 2)
    person = make_person("Before")
    contacts = [make_contact(people=[person], date=dt.date(2021, 1, day)) for day in (1, 2, 3, 4, 5)]
    person.name = "Afterwards"
    after_person_changed(person.id)
    assert found("afterwards", as_officer) == [contacts[4].id, contacts[3].id]
    commits = []
    assert drain_reindex_requests(commit=lambda: commits.append(True)) == 3
    assert len(commits) == 2
    assert found("afterwards", as_officer) == [contact.id for contact in reversed(contacts)]
    assert drain_reindex_requests(commit=lambda: None) == 0
