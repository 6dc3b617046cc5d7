"""Who has met whom: counted from the contacts that the reader may read, as far back as is looked."""

import datetime as dt

import pytest

from app.contacts.filters import ContactFilters
from app.contacts.rules import ContactStatus
from app.contacts.visibility import Reader
from app.organisations.rules import PartnerGroup
from app.reports import network as reading
from app.reports.network import Between, read_network
from tests.factories.contacts import make_contact, make_organisation, make_plain_colleague, make_workstream


@pytest.fixture
def officer(session):
    return make_plain_colleague("Officer A")


def of_organisations(officer, *, may_read_restricted=False, **filters):
    return read_network(
        ContactFilters(**filters), Between.ORGANISATIONS, reader=Reader(officer.id, may_read_restricted)
    )


def named(network):
    names = {body.id: body.name for body in network.bodies}
    return {(names[one], names[other]): count for (one, other), count in network.met.items()}


def test_each_two_at_a_contact_have_met_there(officer):
    a, b, c = (make_organisation(name) for name in "ABC")
    own = make_organisation("Example Regulator", is_own=True)
    for organisations in ([a, b, c, own], [a, b], [a], [b, own]):
        make_contact(organisations=organisations)
    make_contact(organisations=[a, c], status=ContactStatus.PLANNED)
    network = of_organisations(officer)
    assert named(network) == {("A", "B"): 2, ("A", "C"): 1, ("B", "C"): 1}
    assert (network.looked_at, network.counted, network.since) == (4, 2, None)


def test_organisations_stand_by_group_and_then_by_how_busy_they_are(officer):
    council, trust = make_organisation("Council"), make_organisation("Trust")
    office = make_organisation("Office", group=PartnerGroup.GOVERNMENT)
    for organisations in ([council, trust], [trust, office], [trust, council]):
        make_contact(organisations=organisations)
    network = of_organisations(officer)
    assert [body.name for body in network.bodies] == ["Office", "Trust", "Council"]
    assert named(network) == {("Office", "Trust"): 1, ("Trust", "Council"): 2}


def test_what_is_restricted_counts_for_whoever_may_read_it(officer):
    a, b, author = make_organisation("A"), make_organisation("B"), make_plain_colleague("Officer B")
    make_contact(organisations=[a, b], is_restricted=True, colleagues=[author])
    assert of_organisations(officer).met == {}
    assert of_organisations(officer).looked_at == 0
    assert (
        named(of_organisations(author)) == named(of_organisations(officer, may_read_restricted=True)) == {("A", "B"): 1}
    )


def test_filters_narrow_it(officer):
    a, b = make_organisation("A"), make_organisation("B", group=PartnerGroup.PARLIAMENT)
    strand = make_workstream()
    make_contact(organisations=[a, b], workstreams=[strand], date=dt.date(2021, 3, 1))
    make_contact(organisations=[a, b], date=dt.date(2020, 3, 1))
    assert named(of_organisations(officer)) == {("B", "A"): 2}
    assert named(of_organisations(officer, workstream_id=strand.id)) == {("B", "A"): 1}
    assert named(of_organisations(officer, date_from=dt.date(2021, 1, 1))) == {("B", "A"): 1}
    assert of_organisations(officer, partner_group=PartnerGroup.REGULATOR).met == {}


def test_a_colleague_has_met_the_organisations_of_their_contacts(officer):
    a, b, other = make_organisation("A"), make_organisation("B"), make_plain_colleague("Officer B")
    make_contact(organisations=[a, b], colleagues=[officer, other])
    make_contact(organisations=[a], colleagues=[officer])
    make_contact(organisations=[b])
    network = read_network(ContactFilters(), Between.COLLEAGUES, reader=Reader(officer.id, may_read_restricted=False))
    assert [name for _number, name in network.colleagues] == ["Officer A", "Officer B"]
    assert network.met == {(a.id, officer.id): 2, (a.id, other.id): 1, (b.id, officer.id): 1, (b.id, other.id): 1}
    assert (network.looked_at, network.counted) == (3, 2)


def test_only_whole_days_of_the_newest_contacts_are_told(officer, monkeypatch):
    monkeypatch.setattr(reading, "LOOKED_AT", 3)
    a, b = make_organisation("A"), make_organisation("B")
    for day in (1, 1, 2, 3):
        make_contact(organisations=[a, b], date=dt.date(2021, 3, day))
    network = of_organisations(officer)
    assert (named(network), network.since) == ({("A", "B"): 2}, dt.date(2021, 3, 2))


def test_the_busiest_are_shown_and_the_others_counted(officer, monkeypatch):
    monkeypatch.setattr(reading, "ORGANISATIONS_SHOWN", 2)
    a, b, c, d = (make_organisation(name) for name in "ABCD")
    for organisations in ([a, b], [a, b], [a, c], [c, d]):
        make_contact(organisations=organisations)
    network = of_organisations(officer)
    assert named(network) == {("A", "B"): 2}
    assert (network.bodies_left_out, network.contacts_left_out) == (2, 2)
