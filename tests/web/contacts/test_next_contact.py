"""The next contact: one of the same day after saving, or one like another."""

import datetime as dt

import pytest

from app.accounts.rules import Role
from app.audit.rules import SystemActor
from app.contacts.rules import ContactKind, ContactStatus, Direction, Visibility
from app.contacts.services import ContactFields
from app.core.clock import office_today
from app.core.plain_dates import DatePrecision, PlainDate
from app.entry.details import ContactDetails, ParticipantKind, ParticipantRef
from app.entry.services import log_contact
from app.follow_ups.services import FollowUpDetails
from app.people.appointments import appoint, end_appointment
from app.people.services import add_person
from app.points.rules import PointKind
from app.points.services import PointDetails
from app.programme.models import Theme
from app.programme.rules import Capacity
from app.web.templating import short_date
from tests.support.entry_form import entry_fields

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def checked(page, name):
    return [node.attributes["value"] for node in page.css(f"[name={name}]") if "checked" in node.attributes]


def value(page, name):
    return page.css_first(f"[name={name}]").attributes.get("value")


@pytest.fixture
def colleague(make_colleague):
    return make_colleague(Role.OFFICER, name="Officer B", email="b@liaison.example")


def test_the_next_contact_keeps_the_date_the_kind_and_the_colleagues(client, officer, council, colleague):
    sent = entry_fields(
        kind="call",
        date="26 Feb 2021",
        who=f"organisation:{council.id}",
        colleagues=[colleague.id],
        place="By telephone",
        action="save_another",
    )
    page = client.post("/contacts/log", data=sent, follow_redirects=True).page
    assert "Saved." in page.css_first(".app-messages").text()
    assert (value(page, "date"), checked(page, "kind")) == ("26 Feb 2021", ["call"])
    assert checked(page, "colleagues") == [str(colleague.id)]
    assert checked(page, "who") == []
    assert value(page, "place") == ""
    assert value(page, "submission_token") != sent["submission_token"]


@pytest.mark.usefixtures("officer")
def test_a_date_less_sure_than_a_day_is_read_again_as_it_was(client, council):
    sent = entry_fields(date="by 3 Feb 2021", who=f"organisation:{council.id}", action="save_another")
    page = client.post("/contacts/log", data=sent, follow_redirects=True).page
    assert page.css_first("[data-date-words]").text() == "on or before 3 February 2021"


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize("address", ["kind=nonsense", "colleague=x", "date=%00", "colleague=99999999999999999999"])
def test_an_address_that_makes_no_sense_opens_the_usual_form(client, address):
    page = client.get(f"/contacts/log?{address}").page
    assert checked(page, "kind") == ["meeting"]
    assert value(page, "date") == short_date(office_today())
    assert len(checked(page, "colleagues")) == 1


@pytest.fixture
def post_holder(council):
    person = add_person(name="Jo Example", actor=SystemActor())
    return appoint(person=person, organisation_id=council.id, post=None, started_on=None, actor=SystemActor())


@pytest.fixture
def make_contact(session, officer, council, post_holder):
    def make(**fields):
        theme = session.query(Theme).first() or Theme(name="Example theme")
        session.add(theme)
        session.flush()
        values = {
            "kind": ContactKind.EMAIL,
            "date": PlainDate(dt.date(2021, 2, 26), DatePrecision.DAY),
            "status": ContactStatus.PLANNED,
            "subject": "About the front door",
            "place": "By telephone",
            "direction": Direction.IN,
            "our_reference": "OURS-1",
            "their_reference": "THEIRS-1",
            "notes": "What they said",
            "capacity": Capacity.ADVISER,
            "advice_given": "What we advised",
            "visibility": Visibility.OPEN,
        }
        details = ContactDetails(
            fields=ContactFields(**(values | fields)),
            participants=[
                ParticipantRef(ParticipantKind.ORGANISATION, council.id),
                ParticipantRef(ParticipantKind.APPOINTMENT, post_holder.id),
            ],
            colleague_ids=[officer.id],
            theme_ids=[theme.id],
            follow_ups=[FollowUpDetails(what="Write to them", owner_id=officer.id)],
            points=[PointDetails(kind=PointKind.NEED, words="A need of theirs")],
        )
        return log_contact(details=details, actor=officer).contact

    return make


def test_another_like_it_takes_who_where_and_what_it_is_filed_under(client, make_contact, council, officer):
    contact = make_contact()
    [attendee] = contact.attendees
    link = client.get(f"/contacts/{contact.id}").page.css_first(f"a[href='/contacts/log?like={contact.id}']")
    assert link.text() == "Log another like this"
    page = client.get(link.attributes["href"]).page
    assert checked(page, "kind") == ["email"]
    assert checked(page, "who") == [
        f"organisation:{council.id}",
        f"attendee:{attendee.person_id}..{council.id}",
    ]
    assert checked(page, "colleagues") == [str(officer.id)]
    assert checked(page, "themes") == [str(contact.theme_links[0].theme_id)]
    assert (checked(page, "capacity"), checked(page, "direction")) == (["adviser"], ["in"])
    assert (value(page, "place"), checked(page, "visibility")) == ("By telephone", ["open"])


@pytest.mark.usefixtures("officer")
def test_another_like_it_is_of_today_and_held_and_says_nothing_of_that_day(client, make_contact):
    answer = client.get(f"/contacts/log?like={make_contact().id}")
    page = answer.page
    assert (value(page, "date"), checked(page, "status")) == (short_date(office_today()), ["held"])
    assert value(page, "subject") == ""
    for said in ("What they said", "What we advised", "OURS-1", "THEIRS-1", "Write to them", "A need of theirs"):
        assert said not in answer.text


@pytest.mark.usefixtures("officer")
def test_another_like_it_is_saved_with_those_who_were_there_as_they_were(client, make_contact, post_holder, session):
    contact = make_contact()
    end_appointment(appointment=post_holder, ended_on=dt.date(2021, 3, 1), actor=SystemActor())
    page = client.get(f"/contacts/log?like={contact.id}").page
    sent = entry_fields(who=checked(page, "who"))
    saved = client.post("/contacts/log", data=sent, follow_redirects=True)
    assert "Jo Example" in saved.text
    assert saved.request.path != f"/contacts/{contact.id}"


def test_another_like_a_restricted_contact_is_restricted_and_nobody_elses(client, make_contact, sign_in_as, colleague):
    contact = make_contact(visibility=Visibility.RESTRICTED)
    assert checked(client.get(f"/contacts/log?like={contact.id}").page, "visibility") == ["restricted"]
    sign_in_as(colleague)
    assert client.get(f"/contacts/log?like={contact.id}").status_code == 404


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize("number", ["999999", "", "x", "-1", "99999999999999999999"])
def test_there_is_none_like_one_that_is_not_there(client, number):
    assert client.get(f"/contacts/log?like={number}").status_code == 404


def test_a_reader_is_not_offered_to_log_another(client, make_contact, sign_in_as):
    contact = make_contact()
    sign_in_as(Role.READER)
    assert "Log another like this" not in client.get(f"/contacts/{contact.id}").text
