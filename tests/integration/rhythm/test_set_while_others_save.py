"""An interval is set while others save contacts: nobody waits in a circle, and neither misses the other."""

import datetime as dt

import pytest

from app.accounts.queries import get_colleague
from app.accounts.rules import Role
from app.contacts.queries import get_contact
from app.contacts.rhythm.queries import find_rhythm
from app.contacts.rhythm.rules import read_interval
from app.contacts.rhythm.services import set_rhythm
from app.contacts.visibility import Reader
from app.database import db
from app.entry.services import log_contact, revise_contact
from app.organisations.queries import get_organisation
from app.people.post_queries import get_post
from tests.factories.contacts import make_contact, make_plain_colleague
from tests.factories.directory import make_organisation, make_post
from tests.factories.entry import details
from tests.support.taking_turns import send_while_held

DAY = dt.date(2021, 3, 5)
READER = Reader(colleague_id=0, may_read_restricted=True)


@pytest.fixture
def manager_id(session):
    return make_plain_colleague("Manager", Role.MANAGER).id


def in_context(app, work):
    def run():
        with app.app_context():
            work()
            db.session.commit()
            db.session.remove()

    return run


def test_of_an_organisation_with_which_a_contact_is_being_logged(app, session, manager_id):
    council_id = make_organisation().id

    def log():
        log_contact(details=details(get_organisation(council_id), date=DAY), actor=get_colleague(manager_id))

    def set_it():
        council, manager = get_organisation(council_id), get_colleague(manager_id)
        set_rhythm(of=council, interval=read_interval("monthly"), actor=manager)

    send_while_held(in_context(app, log), in_context(app, set_it), at="INSERT INTO contact_organisation")
    assert find_rhythm(reader=READER, organisation_id=council_id).last_on == DAY


def test_of_a_post_that_is_being_taken_off_a_contact(app, session, manager_id):
    """The contact counts where it did, for the post’s organisation stays."""
    council = make_organisation()
    council_id, post = council.id, make_post(organisation=council)
    post_id, contact_id = post.id, make_contact(date=DAY, organisations=[council], posts=[post]).id

    def take_off():
        contact, manager = get_contact(contact_id, reader=READER), get_colleague(manager_id)
        said = details(get_organisation(council_id), date=DAY, subject=contact.subject)
        revise_contact(contact=contact, version=contact.version, details=said, actor=manager)

    def set_it():
        set_rhythm(of=get_post(post_id), interval=read_interval("monthly"), actor=get_colleague(manager_id))

    send_while_held(in_context(app, set_it), in_context(app, take_off), at="COMMIT")
    assert find_rhythm(reader=READER, post_id=post_id).last_on is None


def test_of_an_organisation_that_has_one_while_a_contact_with_it_is_being_logged(app, session, manager_id):
    council = make_organisation()
    council_id = council.id
    set_rhythm(of=council, interval=read_interval("weekly"), actor=get_colleague(manager_id))

    def log():
        log_contact(details=details(get_organisation(council_id), date=DAY), actor=get_colleague(manager_id))

    def set_it():
        council, manager = get_organisation(council_id), get_colleague(manager_id)
        set_rhythm(of=council, interval=read_interval("monthly"), actor=manager)

    send_while_held(in_context(app, set_it), in_context(app, log), at="pg_advisory_xact_lock")
    assert find_rhythm(reader=READER, organisation_id=council_id).last_on == DAY
