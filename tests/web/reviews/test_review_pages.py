"""The page of what awaits review: marked one by one or together, and undone."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.accounts.rules import Role
from app.contacts.models import Contact
from app.contacts.rules import ContactStatus
from app.core.clock import office_today
from app.database import utc_now
from app.reviews.services import mark_reviewed
from tests.factories.contacts import make_contact, make_organisation, make_plain_colleague
from tests.web.reviews.buttons import press

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def contacts(session):
    council = make_organisation()
    return [make_contact(f"Meeting {n}", date=dt.date(2021, 3, n), organisations=[council]) for n in (1, 2, 3)]


@pytest.fixture
def manager(contacts, sign_in_as):
    return sign_in_as("manager")


def titles(page):
    return [link.text() for link in page.css("#unreviewed .app-title")]


def told(page):
    return " ".join(page.css_first(".app-messages").text().split())


def reviewed(session):
    session.expire_all()
    return sorted(session.scalars(select(Contact.subject).where(Contact.reviewed_at.is_not(None))))


def test_the_oldest_come_first_unless_the_newest_are_asked_for(client, manager):
    assert titles(client.get("/reviews/").page) == ["Meeting 1", "Meeting 2", "Meeting 3"]
    assert titles(client.get("/reviews/?order=newest").page) == ["Meeting 3", "Meeting 2", "Meeting 1"]


def test_those_ticked_are_marked_and_undone_together(client, session, contacts, manager):
    data = {"contact": [contacts[0].id, contacts[2].id], "next": "/reviews/?order=newest"}
    done = client.post("/reviews/mark", data=data, follow_redirects=True)
    assert (done.request.full_path, titles(done.page)) == ("/reviews/?order=newest", ["Meeting 2"])
    assert told(done.page) == "Reviewed. 2 contacts. Undo"
    undone = press(client, done.page, "Undo")
    assert len(titles(undone.page)) == 3
    assert reviewed(session) == []


def test_all_that_the_page_shows_are_marked_at_once(client, session, manager):
    page = client.get("/reviews/").page
    shown = [field.attributes["value"] for field in page.css("[name=shown]")]
    done = client.post("/reviews/mark", data={"shown": shown, "all": "yes"}, follow_redirects=True)
    assert "Every contact is reviewed." in done.page.css_first("#unreviewed").text()
    assert reviewed(session) == ["Meeting 1", "Meeting 2", "Meeting 3"]


def test_nothing_ticked_is_said_and_nothing_marked(client, session, manager):
    done = client.post("/reviews/mark", data={"shown": "1"}, follow_redirects=True)
    assert told(done.page) == "Nothing was marked. Tick the contacts that you have reviewed."
    assert reviewed(session) == []


def test_what_cannot_be_reviewed_is_told_and_the_others_are_marked(client, session, contacts, manager):
    cancelled = make_contact("Called off", status=ContactStatus.CANCELLED)
    done = client.post("/reviews/mark", data={"contact": [contacts[0].id, cancelled.id]}, follow_redirects=True)
    assert "Reviewed. Meeting 1." in told(done.page)
    assert "Called off: This contact is cancelled. It can be reviewed once it was held." in told(done.page)
    assert reviewed(session) == ["Meeting 1"]


def test_a_contact_is_marked_on_its_own_page_and_says_what_was_changed_since(client, session, contacts, manager):
    address = f"/contacts/{contacts[0].id}"
    page = client.get(address).page
    assert "Not reviewed yet." in page.css_first("#review").text()
    done = press(client, page, "Mark as reviewed")
    assert done.request.path == address
    assert "Reviewed by Manager" in done.page.css_first("#review").text()
    assert "Mark as reviewed" not in done.page.css_first("#review").text()
    contacts[0].place = "Their office"
    session.commit()
    changed = client.get(address).page
    assert "Changed since." in changed.css_first("#review").text()
    assert "Undone" in told(press(client, press(client, changed, "Mark as reviewed").page, "Undo").page)
    assert "Changed since." in client.get(address).page.css_first("#review").text()


def test_what_another_manager_has_reviewed_since_is_not_taken_back(client, session, contacts, manager):
    numbers = [contact.id for contact in contacts[:2]]
    done = client.post("/reviews/mark", data={"contact": numbers}, follow_redirects=True)
    contacts[0].place = "Their office"
    other = make_plain_colleague("Another manager", Role.MANAGER)
    session.flush()
    mark_reviewed(contact=contacts[0], actor=other, now=utc_now())
    undone = press(client, done.page, "Undo")
    assert "Not undone. Somebody has reviewed 1 of the 2 since" in told(undone.page)
    assert reviewed(session) == ["Meeting 1"]
    assert contacts[0].reviewed_by.name == "Another manager"


def test_an_undo_that_was_not_offered_is_refused(client, session, manager):
    assert client.post("/reviews/take-back", data={"former": "[[1]]"}).status_code == 400


def test_an_officer_sees_whether_it_is_reviewed_and_is_offered_nothing(client, sign_in_as, contacts):
    sign_in_as("officer")
    review = client.get(f"/contacts/{contacts[0].id}").page.css_first("#review")
    assert "Not reviewed yet." in review.text()
    assert review.css("button, a") == []


def test_beside_them_stands_how_soon_contacts_were_logged(client, session, manager):
    today = office_today()
    make_contact("Logged at once", date=today)
    session.commit()
    [line] = client.get("/reviews/").page.css("#time-to-log dl > div")
    told = [line.css_first("dt").text(), line.css_first("dd").text()]
    assert told == [f"{today:%B %Y}", "1 contact, on the same day"]
