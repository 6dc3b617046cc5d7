"""Whether those who are named for contacts were at any that an update may tell of still."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, select

from app.contacts.models import Attendee, Contact, ContactCommitment, ContactOrganisation
from app.database import db
from app.organisations.models import Organisation
from app.partnership.updates.addresses import ORGANISATION, POST, NamedBody, read_named_body
from app.partnership.updates.record.open_only import is_told
from app.people.models import Post

# The number of who is named, the contacts that it was at, and the column that says so.
_BODIES: dict[str, tuple[Any, Any, Any]] = {
    ORGANISATION: (Organisation.id, ContactOrganisation, ContactOrganisation.organisation_id),
    POST: (Post.id, Attendee, Attendee.post_id),
}


def find_emptied(addresses: Collection[str]) -> frozenset[str]:
    """Those of the lists of contacts with an organisation or a post in which none is left that may be told of."""
    alike: dict[Any, dict[NamedBody, str]] = defaultdict(dict)
    for address in addresses:
        body = read_named_body(address)
        if body is not None:
            alike[body.kind, body.commitment_id, body.period][body] = address
    emptied: set[str] = set()
    for bodies in alike.values():
        met = set(db.session.scalars(_still_met(list(bodies))))
        emptied |= {address for body, address in bodies.items() if body.id not in met}
    return frozenset(emptied)


def _still_met(bodies: list[NamedBody]) -> Select[int]:
    """Of those who are named in the same period about the same thing, those with one such contact at least."""
    period, commitment_id = bodies[0].period, bodies[0].commitment_id
    number, link, named = _BODIES[bodies[0].kind]
    one = (
        select(link.contact_id)
        .join(Contact, Contact.id == link.contact_id)
        .where(named == number, link.sort_key >= period.lowest, link.sort_key < period.below, is_told())
    )
    if commitment_id is not None:
        about = ContactCommitment.contact_id == link.contact_id
        one = one.join(ContactCommitment, about).where(ContactCommitment.commitment_id == commitment_id)
    # Not an EXISTS, and in the order of the history, or PostgreSQL would gather every contact first.
    found: Select[int] = select(number).where(
        number.in_([body.id for body in bodies]),
        one.order_by(link.sort_key.desc()).limit(1).scalar_subquery().is_not(None),
    )
    return found
