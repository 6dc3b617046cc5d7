"""Two colleagues who do the same at one moment: it is done once, and the second is told."""

import pytest
from sqlalchemy import func, select

from app.audit.queries import list_changes, list_contact_changes
from app.contacts.rules import ContactKind
from app.partnership.models import Forum, ForumMember, Invitation
from app.programme.models import Workstream
from tests.factories.contacts import make_contact
from tests.factories.directory import make_organisation
from tests.factories.partnership import make_forum, make_member
from tests.support.taking_turns import send_while_held
from tests.support.two_editors import browser_of


@pytest.fixture
def both(client, app, sign_in_as, make_colleague):
    """The browsers of two officers."""
    sign_in_as("officer")
    return client, browser_of(app, make_colleague("officer", name="Officer B", email="b@liaison.example"))


def answers_to_both(both, address, *, at="FOR UPDATE", **typed):
    first, second = (lambda browser=browser: browser.post(address, data=typed) for browser in both)
    return send_while_held(first, second, at=at)


def statuses(answers):
    return [answer.status_code for answer in answers]


def count(session, model):
    return session.scalar(select(func.count()).select_from(model))


@pytest.mark.parametrize(
    ("address", "model", "typed"),
    [
        ("/workstreams/add", Workstream, {"status": "active"}),
        ("/forums/add", Forum, {"kind": "network", "workstream_id": ""}),
    ],
)
def test_a_name_is_given_once(session, both, address, model, typed):
    name = "Example name"
    answers = answers_to_both(both, address, at=f"INSERT INTO {model.__tablename__} ", name=name, **typed)
    assert statuses(answers) == [302, 422]
    assert f"There is already a {model.__tablename__} called “Example name”." in answers[1].text
    assert answers[1].page.css_first("#name").attributes["value"] == name
    assert count(session, model) == 1


def test_a_member_is_added_once_and_removed_once(session, both):
    forum_id, name = make_forum().id, make_organisation().name
    answers = answers_to_both(both, f"/forums/{forum_id}/members/add", who=name, role="")
    assert statuses(answers) == [302, 422]
    assert "is a member already" in answers[1].text
    member_id = session.scalars(select(ForumMember.id)).one()
    assert statuses(answers_to_both(both, f"/forums/members/{member_id}/remove")) == [302, 404]
    assert len(list_changes("forum", forum_id)) == 2


def test_a_member_is_put_back_once(session, both):
    forum_id, council_id = make_forum().id, make_organisation().id
    answers = answers_to_both(both, f"/forums/{forum_id}/members/put-back", organisation=council_id, role="")
    assert statuses(answers) == [302, 302]
    assert count(session, ForumMember) == 1


def test_a_member_who_is_corrected_meanwhile_is_removed_as_they_are_then(session, both):
    council = make_organisation()
    member = make_member(make_forum(), organisation_id=council.id)
    address, typed = f"/forums/members/{member.id}", {"who": council.name, "role": "Chair", "version": member.version}
    answers = send_while_held(
        lambda: both[0].post(f"{address}/edit", data=typed), lambda: both[1].post(f"{address}/remove")
    )
    assert statuses(answers) == [302, 302]
    assert count(session, ForumMember) == 0


def test_one_is_invited_once_and_the_invitation_is_taken_back_once(session, both):
    contact_id, name = make_contact(kind=ContactKind.EVENT).id, make_organisation().name
    answers = answers_to_both(both, f"/forums/contacts/{contact_id}/invite", who=name, forum_id="")
    assert statuses(answers) == [302, 422]
    assert "They are invited already." in answers[1].text
    invitation_id = session.scalars(select(Invitation.id)).one()
    assert statuses(answers_to_both(both, f"/forums/invitations/{invitation_id}/remove")) == [302, 404]
    assert len(list_contact_changes(contact_id)) == 2


def test_a_forum_is_invited_once(session, both):
    contact_id, forum = make_contact(kind=ContactKind.EVENT).id, make_forum()
    for name in ("Example Trust", "Example Force"):
        make_member(forum, organisation_id=make_organisation(name).id)
    answers = answers_to_both(both, f"/forums/contacts/{contact_id}/invite", forum_id=forum.id)
    assert statuses(answers) == [302, 422]
    assert count(session, Invitation) == 2


def test_an_invitation_is_put_back_once(session, both):
    contact_id, council_id = make_contact(kind=ContactKind.EVENT).id, make_organisation().id
    address = f"/forums/contacts/{contact_id}/invitations/put-back"
    assert statuses(answers_to_both(both, address, organisation=council_id)) == [302, 302]
    assert count(session, Invitation) == 1
