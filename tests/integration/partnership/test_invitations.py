import datetime as dt

import pytest
from sqlalchemy.exc import IntegrityError

from app.accounts.rules import Role
from app.audit.queries import list_contact_changes
from app.audit.rules import SystemActor
from app.contacts.rules import ContactKind, ContactStatus
from app.contacts.visibility import Reader
from app.core.errors import Conflict, InvalidInput, NotFound
from app.database import utc_now
from app.partnership.forums import invitations
from app.partnership.forums.events import find_events
from app.partnership.forums.invitations import get_invitation, list_invitations, turnouts
from app.partnership.forums.inviting import invite, invite_forum, put_back_invitation, remove_invitation
from app.partnership.models import Invitation
from app.people.whom import Whom
from tests.factories.contacts import make_contact, make_organisation, make_person, make_plain_colleague, make_post
from tests.factories.partnership import make_forum, make_invitation, make_member

pytestmark = pytest.mark.usefixtures("session")
ACTOR = SystemActor()
TODAY = dt.date(2021, 3, 5)


@pytest.fixture
def officer(session):
    return Reader(make_plain_colleague().id, may_read_restricted=False)


@pytest.fixture
def manager(session):
    return Reader(make_plain_colleague("Manager", Role.MANAGER).id, may_read_restricted=True)


def make_event(subject: str = "Launch", days_ahead: int = -3, **fields):
    fields = {"kind": ContactKind.EVENT, **fields}
    return make_contact(subject, date=TODAY + dt.timedelta(days=days_ahead), **fields)


def subjects(rows) -> list[str]:
    return ["".join(part.text for part in row.subject) for row in rows]


def invited_changes(contact) -> list[tuple[str, str]]:
    return [
        (change["old"], change["new"])
        for entry in list_contact_changes(contact.id)
        for change in entry.changes
        if change["label"] == "Invited"
    ]


def test_whoever_is_asked_is_asked_once_and_the_contact_tells_of_it():
    contact, council = make_event(), make_organisation()
    invite(contact=contact, whom=Whom(council.id), actor=ACTOR)
    with pytest.raises(InvalidInput, match="invited already"):
        invite(contact=contact, whom=Whom(council.id), actor=ACTOR)
    with pytest.raises(InvalidInput):
        invite(contact=contact, whom=Whom(), actor=ACTOR)
    assert invited_changes(contact) == [("", "Example County Council")]


def test_whoever_is_asked_beyond_those_that_a_page_shows_is_not_asked_again(monkeypatch):
    monkeypatch.setattr(invitations, "INVITED_SHOWN", 1)
    contact, forum, second = make_event(), make_forum(), Whom(make_organisation("Example Trust").id)
    invite(contact=contact, whom=Whom(make_organisation().id), actor=ACTOR)
    invite(contact=contact, whom=second, actor=ACTOR)
    make_member(forum, organisation_id=second.organisation_id)
    with pytest.raises(InvalidInput, match="invited already"):
        invite(contact=contact, whom=second, actor=ACTOR)
    with pytest.raises(InvalidInput, match="Every member"):
        invite_forum(contact=contact, forum=forum, today=TODAY, actor=ACTOR)


def test_all_members_of_a_forum_now_are_asked_who_are_not_yet():
    contact, forum = make_event(), make_forum()
    council, trust, left, later = (make_organisation(name) for name in ("Council", "Trust", "Left", "Later"))
    for body, span in (
        (council, {}),
        (trust, {}),
        (left, {"ended_on": TODAY - dt.timedelta(days=1)}),
        (later, {"started_on": TODAY + dt.timedelta(days=1)}),
    ):
        make_member(forum, organisation_id=body.id, **span)
    invite(contact=contact, whom=Whom(council.id), actor=ACTOR)
    asked = invite_forum(contact=contact, forum=forum, today=TODAY, actor=ACTOR)
    assert [each.organisation_id for each in asked] == [trust.id]
    assert [each.forum_id for each in list_invitations(contact.id)] == [None, forum.id]
    with pytest.raises(InvalidInput, match="Every member"):
        invite_forum(contact=contact, forum=forum, today=TODAY, actor=ACTOR)
    with pytest.raises(InvalidInput, match="no members now"):
        invite_forum(contact=contact, forum=make_forum("Empty"), today=TODAY, actor=ACTOR)


def test_an_invitation_is_taken_back_and_put_back():
    contact, council, forum = make_event(), make_organisation(), make_forum()
    invitation = invite(contact=contact, whom=Whom(council.id), actor=ACTOR)
    remove_invitation(invitation=invitation, actor=ACTOR)
    assert list_invitations(contact.id) == []
    for _twice in range(2):
        put_back_invitation(contact=contact, whom=Whom(council.id), forum=forum, actor=ACTOR)
    assert [each.forum_id for each in list_invitations(contact.id)] == [forum.id]


def test_nobody_is_asked_to_an_archived_contact():
    contact, council = make_event(), make_organisation()
    contact.archived_at, contact.archived_reason = utc_now(), "Twice"
    with pytest.raises(Conflict):
        invite(contact=contact, whom=Whom(council.id), actor=ACTOR)


def test_an_invitation_is_as_restricted_as_its_contact(officer, manager):
    invitation = make_invitation(make_event(is_restricted=True), organisation_id=make_organisation().id)
    assert get_invitation(invitation.id, reader=manager) is invitation
    with pytest.raises(NotFound):
        get_invitation(invitation.id, reader=officer)


def test_the_turnout_of_a_list_leaves_our_own_side_out():
    own, council, trust = make_organisation("Us", is_own=True), make_organisation("Council"), make_organisation("Trust")
    ours, theirs = make_post("Head of office", own), make_post("Director", trust)
    event = make_event(organisations=[own, council], posts=[ours, theirs], people=[make_person()])
    other = make_event("Other")
    make_invitation(event, organisation_id=council.id)
    make_invitation(event, organisation_id=trust.id, post_id=theirs.id)
    turnout = turnouts([event.id, other.id])
    assert turnout.keys() == {event.id}
    assert turnout[event.id].words == "2 invited, 2 came, 1 came unasked"


def test_events_are_listed_with_what_is_to_come_first(officer):
    make_event("Long ago", -30)
    make_event("Lately", -1)
    make_event("Next month", 30, status=ContactStatus.PLANNED)
    make_event("Tomorrow", 1, status=ContactStatus.PLANNED)
    asked = make_event("A meeting", -9, kind=ContactKind.MEETING)
    make_event("Nobody asked", -9, kind=ContactKind.MEETING)
    for name in ("A", "B"):
        make_invitation(asked, organisation_id=make_organisation(name).id)
    events = find_events(reader=officer, today=TODAY)
    assert subjects(events.coming) == ["Tomorrow", "Next month"]
    assert subjects(events.past) == ["Lately", "A meeting", "Long ago"]


def test_events_go_on_page_by_page_and_each_is_listed_once(officer):
    council = make_organisation()
    for number in range(5):
        make_invitation(make_event(str(number), -number - 1), organisation_id=council.id)
    seen, cursor = [], None
    for _page in range(3):
        events = find_events(reader=officer, today=TODAY, before=cursor, size=2)
        seen += subjects(events.past)
        cursor = events.next_cursor
    assert seen == ["0", "1", "2", "3", "4"]
    assert cursor is None


def test_of_a_forum_only_what_it_was_invited_to_is_listed(officer):
    forum, council = make_forum(), make_organisation()
    make_invitation(make_event("With it"), organisation_id=council.id, forum_id=forum.id)
    make_invitation(make_event("Without it"), organisation_id=council.id)
    assert subjects(find_events(reader=officer, today=TODAY, forum_id=forum.id).past) == ["With it"]


def test_a_restricted_event_is_listed_for_those_alone_who_may_read_it(officer, manager):
    council = make_organisation()
    for subject, is_restricted in (("Told in confidence", True), ("Seen by all", False)):
        event = make_event(subject, -1 if is_restricted else -2, is_restricted=is_restricted)
        make_invitation(event, organisation_id=council.id)
    seen = find_events(reader=officer, today=TODAY, size=1)  # it takes nobody’s place on the page
    assert (subjects(seen.past), seen.next_cursor) == (["Seen by all"], None)
    assert subjects(find_events(reader=manager, today=TODAY).past) == ["Told in confidence", "Seen by all"]


def test_the_database_keeps_an_invitation_in_step_with_its_contact(session):
    event, council = make_event(), make_organisation()
    make_invitation(event, organisation_id=council.id)
    key = event.sort_key + 1
    event.sort_key = key
    session.flush()
    session.expire_all()
    assert [each.sort_key for each in list_invitations(event.id)] == [key]
    session.add(Invitation(contact_id=event.id, sort_key=key))
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()
