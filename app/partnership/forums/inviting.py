"""Asking organisations, people and posts to a contact, one by one or all members of a forum."""

import datetime as dt
from collections.abc import Sequence

from app.audit.rules import Action, Actor, FieldChange
from app.audit.services import record
from app.contacts.models import Contact
from app.contacts.queries import hold_contacts
from app.core.errors import Conflict, InvalidInput, NotFound
from app.database import db
from app.partnership.forums.invitations import is_asked, list_asked
from app.partnership.forums.queries import list_members
from app.partnership.forums.whom import insist_on_whom
from app.partnership.models import Forum, Invitation
from app.people.whom import Whom, whom_words

KIND = "contact"


def invite(*, contact: Contact, whom: Whom, actor: Actor, forum: Forum | None = None) -> Invitation:
    """Ask one; `forum` is what they are asked as a member of. Raises InvalidInput, Conflict for an archived contact."""
    insist_on_whom(whom)
    _hold(contact)
    if is_asked(contact.id, whom):
        raise InvalidInput.of("who", "They are invited already.")
    [invitation] = _ask(contact, [whom], forum, actor)
    return invitation


def invite_forum(*, contact: Contact, forum: Forum, today: dt.date, actor: Actor) -> Sequence[Invitation]:
    """Ask everybody who belongs to the forum now and is not asked already. Raises InvalidInput and Conflict."""
    belong = [member for member in list_members(forum.id, today) if not member.started_on or member.started_on <= today]
    if not belong:
        raise InvalidInput.of("forum_id", f"{forum.name} has no members now. Add them to it first.")
    _hold(contact)
    asked = list_asked(contact.id)
    members = [Whom(member.organisation_id, member.person_id, member.post_id) for member in belong]
    wanted = [whom for whom in dict.fromkeys(members) if whom not in asked]
    if not wanted:
        raise InvalidInput.of("forum_id", f"Every member of {forum.name} is invited already.")
    return _ask(contact, wanted, forum, actor)


def remove_invitation(*, invitation: Invitation, actor: Actor) -> None:
    """Take it back, as if they had not been asked. Raises NotFound where somebody has just done so."""
    contact, name = invitation.contact, describe_invitation(invitation)
    _hold(contact)
    if db.session.get(Invitation, invitation.id, populate_existing=True) is None:
        raise NotFound
    db.session.delete(invitation)
    db.session.flush()
    _record(contact, actor, name, "")


def put_back_invitation(*, contact: Contact, whom: Whom, forum: Forum | None, actor: Actor) -> None:
    """Take a removal back; asked again already is no error. Raises InvalidInput and Conflict."""
    insist_on_whom(whom)
    _hold(contact)
    if not is_asked(contact.id, whom):
        _ask(contact, [whom], forum, actor)


def describe_invitation(invitation: Invitation) -> str:
    """'Kit Example, Director, Example County Council'."""
    return whom_words(organisation=invitation.organisation, person=invitation.person, post=invitation.post)


def _hold(contact: Contact) -> None:
    """So that two who ask or take back the same at once do so one after the other."""
    hold_contacts([contact.id])
    db.session.expire(contact, ["archived_at", "sort_key"])  # what was read before may be old by now


def _ask(contact: Contact, whom: Sequence[Whom], forum: Forum | None, actor: Actor) -> Sequence[Invitation]:
    if contact.archived_at is not None:
        raise Conflict("This contact is archived. Restore it before anybody is invited to it.")
    invitations = [
        Invitation(
            contact_id=contact.id,
            sort_key=contact.sort_key,
            forum_id=forum.id if forum else None,
            organisation_id=each.organisation_id,
            person_id=each.person_id,
            post_id=each.post_id,
        )
        for each in whom
    ]
    db.session.add_all(invitations)
    db.session.flush()
    _record(contact, actor, "", "; ".join(map(describe_invitation, invitations)))
    return invitations


def _record(contact: Contact, actor: Actor, old: str, new: str) -> None:
    """As restricted as the contact."""
    record(
        actor=actor,
        action=Action.CHANGED,
        subject_kind=KIND,
        subject_id=contact.id,
        subject_label=contact.subject,
        changes=[FieldChange("Invited", old, new)],
        contact_id=contact.id,
    )
