import datetime as dt

import pytest

from app.accounts.rules import Role
from app.contacts.rules import ContactKind, ContactStatus
from app.core.clock import office_today
from app.partnership.forums.invitations import list_invitations
from tests.factories.contacts import make_contact
from tests.factories.directory import make_organisation, make_person
from tests.factories.partnership import make_forum, make_invitation, make_member
from tests.web.forums.test_forum_pages import undo, words_of

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as(Role.OFFICER)


def make_event(subject="Launch", **fields):
    return make_contact(subject, **{"kind": ContactKind.EVENT, **fields})


def test_the_contact_tells_who_was_asked_who_came_and_who_came_unasked(client, session, officer):
    came, stayed = make_organisation(), make_organisation("Example Trust")
    kit = make_person()
    event = make_event(organisations=[came], people=[kit])
    for body in (stayed, came):
        make_invitation(event, organisation_id=body.id)
    words = words_of(client.get(f"/contacts/{event.id}").page, "#invited")
    assert words.startswith("Invited 2 invited, 1 came, 1 came unasked Invite Example County Council Came")
    assert "Example Trust Did not come" in words
    assert words.endswith("Came unasked 1 Kit Example")


def test_of_a_planned_event_nobody_is_said_to_have_stayed_away(client, session, officer):
    council = make_organisation()
    event = make_event(date=office_today() + dt.timedelta(days=9), status=ContactStatus.PLANNED)
    assert "Who was invited is not recorded yet." in words_of(client.get(f"/contacts/{event.id}").page, "#invited")
    make_invitation(event, organisation_id=council.id)
    words = words_of(client.get(f"/contacts/{event.id}").page, "#invited")
    assert words.startswith("Invited 1 invited Invite Example County Council Remove")
    assert "come" not in words
    assert "Who came is told here once it is held." in words


def test_of_any_meeting_it_can_be_said_who_was_invited_but_not_of_a_letter(client, session, officer):
    meeting = make_contact()
    page = client.get(f"/contacts/{meeting.id}").page
    assert page.css_first("#invited") is None
    assert page.css_first(f"a[href='/forums/contacts/{meeting.id}/invite']").text() == "Say who was invited"
    letter = make_contact(kind=ContactKind.LETTER)
    assert "/invite" not in client.get(f"/contacts/{letter.id}").text


def test_one_is_invited_and_the_confirmation_takes_it_back(client, session, officer):
    event, council = make_event(), make_organisation()
    address = f"/forums/contacts/{event.id}/invite"
    response = client.post(address, data={"forum_id": ""})
    assert response.status_code == 422
    assert "Enter who is invited, or choose a forum." in response.text
    page = client.post(address, data={"who": council.name, "forum_id": ""}, follow_redirects=True).page
    assert "Example County Council is invited." in words_of(page)
    page = undo(client, page)
    assert "Example County Council is no longer invited." in words_of(page)
    page = undo(client, page)
    assert "Example County Council" in words_of(page, "#invited")
    response = client.post(address, data={"who": council.name, "forum_id": ""})
    assert response.status_code == 422
    assert "invited already" in response.text


def test_all_members_of_a_forum_are_invited_at_once(client, session, officer):
    event, forum = make_event(), make_forum()
    address = f"/forums/contacts/{event.id}/invite"
    assert "no members now" in client.post(address, data={"forum_id": forum.id}).text
    for name in ("Example Trust", "Example Force"):
        make_member(forum, organisation_id=make_organisation(name).id)
    page = client.post(address, data={"forum_id": forum.id}, follow_redirects=True).page
    assert "2 members of Example Practitioners’ Forum are invited." in words_of(page)
    page = client.get(f"/forums/{forum.id}").page
    assert "Launch" in words_of(page, "#events")
    listed = client.get(page.css_first("#events .app-section__link").attributes["href"]).page
    assert "2 invited, none came" in words_of(listed)


def test_who_is_named_with_a_forum_that_is_refused_is_not_shown_as_invited(client, session, officer):
    event, council, empty = make_event(), make_organisation(), make_forum()
    response = client.post(f"/forums/contacts/{event.id}/invite", data={"who": council.name, "forum_id": empty.id})
    assert response.status_code == 422
    assert "no members now" in response.text
    assert response.page.css_first("#who").attributes["value"] == council.name
    assert council.name not in words_of(response.page)
    assert list_invitations(event.id) == []


def test_events_are_listed_with_what_is_to_come_first(client, session, officer):
    today = office_today()
    planned = make_event("To come", date=today + dt.timedelta(days=9), status=ContactStatus.PLANNED)
    make_event("Long ago", date=today - dt.timedelta(days=90))
    make_invitation(planned, organisation_id=make_organisation().id)
    page = client.get("/forums/events").page
    assert "To come Planned 1 invited" in words_of(page, "#coming")
    assert "Long ago" in words_of(page, "#past")
    assert client.get("/forums/events?before=x").status_code == 200
    assert client.get("/forums/events?forum=999").status_code == 404


def test_what_is_restricted_leaves_no_trace_for_others(client, session, officer, make_colleague):
    forum, council = make_forum(), make_organisation()
    make_invitation(make_event("Seen by all"), organisation_id=council.id, forum_id=forum.id)
    addresses = ("/forums/events", f"/forums/events?forum={forum.id}", f"/forums/{forum.id}")
    before = [words_of(client.get(address).page) for address in addresses]
    hidden = make_event("Told in confidence", is_restricted=True, organisations=[council])
    invitation = make_invitation(hidden, organisation_id=council.id, forum_id=forum.id)
    assert [words_of(client.get(address).page) for address in addresses] == before
    for address in (f"/forums/contacts/{hidden.id}/invite", f"/forums/invitations/{invitation.id}/remove"):
        assert client.post(address, data={"who": council.name}).status_code == 404
    assert client.post(f"/forums/contacts/{hidden.id}/invitations/put-back").status_code == 404
    assert [each.id for each in list_invitations(hidden.id)] == [invitation.id]


def test_those_who_may_read_it_find_it(client, session, sign_in_as):
    event = make_event("Told in confidence", is_restricted=True)
    make_invitation(event, organisation_id=make_organisation().id)
    sign_in_as(Role.MANAGER)
    assert "Told in confidence" in words_of(client.get("/forums/events").page)
