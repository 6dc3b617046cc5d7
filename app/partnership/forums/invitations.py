"""Reads of invitations. Each is as restricted as the contact that it asks to."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql.base import ExecutableOption

from app.contacts.models import Attendee, Contact, ContactOrganisation
from app.contacts.visibility import Reader, readable_by
from app.core.errors import NotFound
from app.database import db
from app.organisations.models import Organisation
from app.partnership.forums.attendance import There, Turnout, turnout_of
from app.partnership.models import Invitation
from app.people.models import Post
from app.people.whom import Whom

INVITED_SHOWN = 500


def get_invitation(invitation_id: int, *, reader: Reader) -> Invitation:
    """With its contact and whom it asks. Raises NotFound where the reader may not read the contact."""
    query = (
        select(Invitation)
        .join(Contact, Contact.id == Invitation.contact_id)
        .where(Invitation.id == invitation_id, readable_by(reader))
    )
    invitation = db.session.scalar(query.options(*_with_whom(), joinedload(Invitation.contact)))
    if invitation is None:
        raise NotFound
    return invitation


def list_invitations(contact_id: int) -> Sequence[Invitation]:
    """Everybody asked to a contact that the reader may read, in the order they were asked."""
    query = select(Invitation).where(Invitation.contact_id == contact_id).order_by(Invitation.id)
    return db.session.scalars(query.limit(INVITED_SHOWN).options(*_with_whom(), joinedload(Invitation.forum))).all()


def is_asked(contact_id: int, whom: Whom) -> bool:
    """Whether exactly these are asked to a contact."""
    found = select(Invitation.id).where(
        Invitation.contact_id == contact_id,
        Invitation.organisation_id.is_not_distinct_from(whom.organisation_id),
        Invitation.person_id.is_not_distinct_from(whom.person_id),
        Invitation.post_id.is_not_distinct_from(whom.post_id),
    )
    return db.session.scalar(found.limit(1)) is not None


def list_asked(contact_id: int) -> set[Whom]:
    """Everybody who is asked to a contact."""
    columns = (Invitation.organisation_id, Invitation.person_id, Invitation.post_id)
    return {Whom(*whom) for whom in db.session.execute(select(*columns).where(Invitation.contact_id == contact_id))}


def whom_asked(invitation: Invitation) -> Whom:
    return Whom(invitation.organisation_id, invitation.person_id, invitation.post_id)


def there_at(contact: Contact) -> There:
    """Who was at a contact whose links are loaded."""
    own = {link.organisation_id for link in contact.organisation_links if link.organisation.is_own}
    attendees = [
        Whom(each.organisation_id, each.person_id, each.post_id)
        for each in contact.attendees
        if each.organisation is None or not each.organisation.is_own
    ]
    named = frozenset(link.organisation_id for link in contact.organisation_links) - own
    return There(attendees, named)


def turnouts(contact_ids: Sequence[int]) -> dict[int, Turnout]:
    """Of contacts that the reader may read, those that somebody was asked to; in three statements."""
    asked: dict[int, list[Whom]] = defaultdict(list)
    columns = (Invitation.contact_id, Invitation.organisation_id, Invitation.person_id, Invitation.post_id)
    query = select(*columns).where(Invitation.contact_id.in_(contact_ids)).order_by(Invitation.id)
    for contact_id, *whom in db.session.execute(query) if contact_ids else ():
        asked[contact_id].append(Whom(*whom))
    there = _there(list(asked))
    return {number: turnout_of(whom, there[number]) for number, whom in asked.items()}


def _there(contact_ids: Sequence[int]) -> dict[int, There]:
    if not contact_ids:
        return {}
    attendees: dict[int, list[Whom]] = defaultdict(list)
    present = (
        select(Attendee.contact_id, Attendee.organisation_id, Attendee.person_id, Attendee.post_id)
        .outerjoin(Organisation, Organisation.id == Attendee.organisation_id)
        .where(Attendee.contact_id.in_(contact_ids), Organisation.is_own.is_not(True))
        .order_by(Attendee.position)
    )
    for contact_id, *whom in db.session.execute(present):
        attendees[contact_id].append(Whom(*whom))
    organisations: dict[int, list[int]] = defaultdict(list)
    named = (
        select(ContactOrganisation.contact_id, ContactOrganisation.organisation_id)
        .join(Organisation, Organisation.id == ContactOrganisation.organisation_id)
        .where(ContactOrganisation.contact_id.in_(contact_ids), Organisation.is_own.is_(False))
    )
    for contact_id, organisation_id in db.session.execute(named):
        organisations[contact_id].append(organisation_id)
    return {number: There(attendees[number], frozenset(organisations[number])) for number in contact_ids}


def _with_whom() -> tuple[ExecutableOption, ...]:
    return (
        joinedload(Invitation.organisation),
        joinedload(Invitation.person),
        joinedload(Invitation.post).joinedload(Post.organisation),
    )
