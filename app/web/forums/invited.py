"""Who was asked to a contact, as its page shows it: who of them came, and who came unasked."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from app.contacts.models import Contact
from app.contacts.rules import ContactKind, ContactStatus
from app.partnership.forums.attendance import turnout_of
from app.partnership.forums.invitations import list_invitations, there_at, whom_asked
from app.partnership.models import Invitation
from app.people.whom import Whom
from app.web.forums.page import WhomLink, organisation_link, whom_link

GATHERINGS = frozenset({ContactKind.EVENT, ContactKind.WORKSHOP})


@dataclass(frozen=True)
class InvitedRow:
    invitation: Invitation
    whom: WhomLink
    forum: str
    forum_url: str
    has_come: bool


@dataclass(frozen=True)
class Invited:
    """Who came is not said before the contact is held."""

    rows: Sequence[InvitedRow]
    unasked: Sequence[WhomLink]
    words: str
    was_held: bool
    is_expected: bool  # of such a contact one asks who was invited


def invited_to(contact: Contact) -> Invited:
    invitations, named = list_invitations(contact.id), _links(contact)
    turnout = turnout_of([whom_asked(each) for each in invitations], there_at(contact))
    was_held = contact.status is ContactStatus.HELD
    rows = [
        InvitedRow(
            each,
            whom_link(each),
            each.forum.name if each.forum else "",
            url_for("forums.forum", forum_id=each.forum_id) if each.forum_id else "",
            has_come,
        )
        for each, has_come in zip(invitations, turnout.came, strict=True)
    ]
    return Invited(
        rows=sorted(rows, key=lambda row: not row.has_come) if was_held else rows,
        unasked=[named[whom] for whom in turnout.unasked] if was_held and rows else [],
        words=turnout.words if was_held else turnout.invited_words,
        was_held=was_held,
        is_expected=contact.kind in GATHERINGS or contact.status is ContactStatus.PLANNED,
    )


def _links(contact: Contact) -> dict[Whom, WhomLink]:
    """Everybody whom the contact names, by what they are known as there."""
    links = {
        Whom(organisation_id=link.organisation_id): organisation_link(link.organisation)
        for link in contact.organisation_links
    }
    attendees = {Whom(each.organisation_id, each.person_id, each.post_id): each for each in contact.attendees}
    return links | {whom: whom_link(each) for whom, each in attendees.items()}
