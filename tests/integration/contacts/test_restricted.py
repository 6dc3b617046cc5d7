"""A restricted contact leaves no trace for a reader who is not on it and may not read the restricted."""

import datetime as dt

import pytest

from app.contacts.filters import ContactFilters
from app.contacts.history import count_contacts, find_contacts, loosen_suggestions
from app.contacts.models import Contact
from app.contacts.rules import ContactKind, ContactStatus, Visibility
from app.contacts.visibility import readable_by
from app.database import db
from app.organisations.rules import PartnerGroup
from app.programme.rules import Capacity
from tests.factories.contacts import (
    make_commitment,
    make_contact,
    make_organisation,
    make_person,
    make_post,
    make_theme,
    make_workstream,
)

DATE = dt.date(2021, 2, 3)


@pytest.fixture
def secret(officer):
    organisation = make_organisation(group=PartnerGroup.GOVERNMENT)
    return make_contact(
        "Whistleblower",
        notes="A confidential disclosure",
        date=DATE,
        capacity=Capacity.REGULATOR,
        is_restricted=True,
        organisations=[organisation],
        people=[make_person()],
        posts=[make_post("Chair", organisation)],
        colleagues=[officer],
        workstreams=[make_workstream()],
        commitments=[make_commitment()],
        themes=[make_theme()],
        author=officer,
    )


@pytest.fixture
def every_way_to_it(secret, officer):
    organisation_id = secret.organisation_links[0].organisation_id
    return [
        ContactFilters(),
        ContactFilters(words="whistleblower"),
        ContactFilters(words="confid*"),
        ContactFilters(words='"confidential disclosure"'),
        ContactFilters(words="-absent"),
        ContactFilters(words="whistleblower OR absent"),
        ContactFilters(organisation_ids=(organisation_id,)),
        ContactFilters(organisation_ids=(organisation_id, organisation_id + 1)),
        ContactFilters(person_id=secret.attendees[0].person_id),
        ContactFilters(post_id=secret.attendees[1].post_id),
        ContactFilters(colleague_id=officer.id),
        ContactFilters(workstream_id=secret.workstream_links[0].workstream_id),
        ContactFilters(commitment_id=secret.commitment_links[0].commitment_id),
        ContactFilters(theme_id=secret.theme_links[0].theme_id),
        ContactFilters(kind=ContactKind.MEETING),
        ContactFilters(status=ContactStatus.HELD),
        ContactFilters(capacity=Capacity.REGULATOR),
        ContactFilters(partner_group=PartnerGroup.GOVERNMENT),
        ContactFilters(visibility=Visibility.RESTRICTED),
        ContactFilters(date_from=DATE, date_to=DATE),
        ContactFilters(colleague_id=officer.id, kind=ContactKind.MEETING, date_from=DATE, words="whistleblower"),
    ]


def test_it_is_in_no_list_and_no_count_for_a_colleague_who_is_not_on_it(every_way_to_it, as_other_officer):
    for filters in every_way_to_it:
        page = find_contacts(filters, reader=as_other_officer)
        assert (list(page.rows), page.count.value, page.next_cursor) == ([], 0, None), filters
        assert count_contacts(filters, reader=as_other_officer).value == 0, filters


@pytest.mark.parametrize("reader_name", ["as_officer", "as_manager"])
def test_it_is_in_every_list_for_a_colleague_on_it_and_for_a_manager(every_way_to_it, reader_name, request):
    reader = request.getfixturevalue(reader_name)
    for filters in every_way_to_it:
        page = find_contacts(filters, reader=reader)
        assert (len(page.rows), page.count.value) == (1, 1), filters


def test_it_is_not_there_among_the_open_ones(every_way_to_it, as_officer):
    page = find_contacts(ContactFilters(visibility=Visibility.OPEN), reader=as_officer)
    assert page.count.value == 0


def test_no_suggestion_tells_that_it_is_there(secret, as_other_officer, as_officer):
    filters = ContactFilters(words="whistleblower", kind=ContactKind.CALL)
    assert loosen_suggestions(filters, reader=as_other_officer) == []
    assert [one.count.value for one in loosen_suggestions(filters, reader=as_officer)] == [1]


def test_open_contacts_beside_it_are_counted_without_it(every_way_to_it, as_other_officer):
    make_contact("Whistleblower guidance", notes="confidential disclosure", date=DATE)
    found = find_contacts(ContactFilters(words="confidential"), reader=as_other_officer)
    assert (len(found.rows), found.count.value) == (1, 1)


def test_a_stale_search_document_does_not_show_it(secret, as_other_officer):
    open_twin = make_contact("Whistleblower", date=DATE)
    open_twin.visibility = Visibility.RESTRICTED  # as if the index had not been told
    db.session.flush()
    assert find_contacts(ContactFilters(words="whistleblower"), reader=as_other_officer).rows == []


def test_it_cannot_be_read_by_its_number(secret, as_other_officer, as_officer, as_manager):
    def may_read(reader):
        return db.session.query(Contact.id).filter(Contact.id == secret.id, readable_by(reader)).count() == 1

    assert [may_read(reader) for reader in (as_other_officer, as_officer, as_manager)] == [False, True, True]
