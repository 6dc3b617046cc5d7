"""The last contact of a rhythm is kept for every kind of reader, whatever happens to the contacts."""

import datetime as dt

import pytest
from sqlalchemy import delete, select

from app.accounts.rules import Role
from app.contacts.models import Contact
from app.contacts.rhythm.keeping import count_anew
from app.contacts.rhythm.models import LastContact, Rhythm
from app.contacts.rhythm.queries import find_rhythm
from app.contacts.rhythm.rules import read_interval
from app.contacts.rhythm.services import set_rhythm
from app.contacts.rules import ContactStatus, Visibility
from app.contacts.tallies.keeping import settle, will_change
from app.contacts.visibility import Reader
from app.core.plain_dates import PlainDate
from app.entry.services import archive, change_fields
from tests.factories.contacts import make_contact, make_organisation, make_plain_colleague, make_post
from tests.support.eventful_record import EventfulRecord

EVERY_MONTH = read_interval("every month")


@pytest.fixture
def manager(session):
    return make_plain_colleague("Manager", Role.MANAGER)


@pytest.fixture
def officer(session):
    return make_plain_colleague("Officer A")


@pytest.fixture
def council(session, manager):
    organisation = make_organisation()
    set_rhythm(of=organisation, interval=EVERY_MONTH, actor=manager)
    return organisation


def day(number):
    return dt.date(2021, 3, number)


def last_day(council, colleague, **whom):
    settle()
    reader = Reader(colleague.id, colleague.may_read_restricted)
    return find_rhythm(reader=reader, **(whom or {"organisation_id": council.id})).last_on


def kept(session):
    return sorted(session.execute(select(LastContact.rhythm_id, LastContact.reader_id, LastContact.sort_key)).all())


def test_each_reader_knows_of_the_last_that_they_may_read(session, council, officer, manager):
    stranger = make_plain_colleague("Officer B")
    make_contact(organisations=[council], date=day(1))
    make_contact(organisations=[council], date=day(9), is_restricted=True, colleagues=[officer])
    make_contact(organisations=[council], date=day(12), is_restricted=True)
    for number, status in ((20, ContactStatus.PLANNED), (21, ContactStatus.CANCELLED)):
        make_contact(organisations=[council], date=day(number), status=status)
    assert [last_day(council, each) for each in (stranger, officer, manager)] == [day(1), day(9), day(12)]


def test_what_is_no_longer_the_last_gives_way_to_the_one_before(session, council, officer, manager):
    first = make_contact(organisations=[council], date=day(1))
    last = make_contact(organisations=[council], date=day(9))
    assert last_day(council, officer) == day(9)
    change_fields(contact=last, version=last.version, changed={"date": PlainDate(day(12))}, actor=manager)
    assert last_day(council, officer) == day(12)
    change_fields(contact=last, version=last.version, changed={"visibility": Visibility.RESTRICTED}, actor=manager)
    assert (last_day(council, officer), last_day(council, manager)) == (day(1), day(12))
    archive(contact=last, reason="By a slip", actor=manager)
    assert last_day(council, manager) == day(1)
    change_fields(contact=first, version=first.version, changed={"status": ContactStatus.PLANNED}, actor=manager)
    assert last_day(council, manager) is None


def test_a_removed_contact_is_forgotten(session, council, officer):
    make_contact(organisations=[council], date=day(1))
    last = make_contact(organisations=[council], date=day(9))
    assert last_day(council, officer) == day(9)
    will_change(last.id)
    session.execute(delete(Contact).where(Contact.id == last.id))
    assert last_day(council, officer) == day(1)


def test_a_post_has_the_contacts_of_whoever_held_it(session, council, officer, manager):
    post = make_post("Director", council)
    make_contact(organisations=[council], posts=[post], date=day(1))
    settle()
    set_rhythm(of=post, interval=EVERY_MONTH, actor=manager)
    assert last_day(council, officer, post_id=post.id) == day(1)
    later = make_contact(organisations=[council], posts=[post], date=day(5))
    make_contact(organisations=[council], date=day(9))
    assert (last_day(council, officer, post_id=post.id), last_day(council, officer)) == (day(5), day(9))
    archive(contact=later, reason="By a slip", actor=manager)
    assert last_day(council, officer, post_id=post.id) == day(1)


@pytest.mark.one_database
def test_after_whatever_happened_it_is_as_counted_anew(session):
    world = EventfulRecord(3)
    for organisation in world.organisations[:3]:
        set_rhythm(of=organisation, interval=EVERY_MONTH, actor=world.manager)
    world.something_happens(25)
    set_rhythm(of=world.organisations[3], interval=EVERY_MONTH, actor=world.manager)
    world.something_happens(10)
    found = kept(session)
    assert found
    assert len(session.scalars(select(Rhythm)).all()) == 4
    session.execute(delete(LastContact))
    count_anew(session.connection())
    assert found == kept(session)
