"""How many contacts there were, of which kinds, with which organisations and offices. Every count is exact."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Select, case, func, select

from app.contacts.models import Attendee, Contact, ContactCommitment, ContactOrganisation
from app.contacts.rules import ContactKind, ContactStatus, Direction
from app.contacts.visibility import LISTED_FOR_ALL
from app.database import db
from app.organisations.models import Organisation
from app.organisations.rules import PartnerGroup
from app.partnership.updates.record.open_only import is_told_in, may_be_named
from app.partnership.updates.rules import MOST_NAMED, Period
from app.people.models import Post


class Met(NamedTuple):
    """An organisation or an office, and at how many of the contacts it was."""

    id: int
    name: str
    contacts: int


@dataclass
class ContactTally:
    """The contacts of the period about one thing; the organisations with most contacts first."""

    by_kind: dict[ContactKind, int] = field(default_factory=dict)
    organisations: list[Met] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.by_kind.values())


def tally_by_commitment(commitment_ids: Sequence[int], period: Period) -> dict[int, ContactTally]:
    """For each commitment, the contacts about it."""
    tallies: dict[int, ContactTally] = defaultdict(ContactTally)
    about = ContactCommitment.commitment_id
    in_period = (ContactCommitment.sort_key >= period.lowest, ContactCommitment.sort_key < period.below)
    linked = (about.in_(commitment_ids), *in_period, is_told_in(period))
    kinds = (
        select(about, Contact.kind, func.count())
        .join_from(ContactCommitment, Contact, Contact.id == ContactCommitment.contact_id)
        .where(*linked)
        .group_by(about, Contact.kind)
    )
    for commitment_id, kind, number in db.session.execute(kinds):
        tallies[commitment_id].by_kind[kind] = number
    met = (
        select(about, Organisation.id, Organisation.name, func.count())
        .join_from(ContactCommitment, Contact, Contact.id == ContactCommitment.contact_id)
        .join(ContactOrganisation, ContactOrganisation.contact_id == Contact.id)
        .join(Organisation, Organisation.id == ContactOrganisation.organisation_id)
        .where(*linked, may_be_named())
        .group_by(about, Organisation.id, Organisation.name)
        .order_by(func.count().desc(), Organisation.name, Organisation.id)
    )
    for commitment_id, number, name, contacts in db.session.execute(met):
        tallies[commitment_id].organisations.append(Met(number, name, contacts))
    return tallies


@dataclass(frozen=True)
class GroupTally:
    """The contacts with one partner group. `listed` is how many its list has, in which our own counts too."""

    group: PartnerGroup
    contacts: int
    listed: int
    organisations: Sequence[Met]


@dataclass(frozen=True)
class Engaged:
    """All contacts of the period, and with whom they were."""

    by_kind: dict[ContactKind, int]
    groups: Sequence[GroupTally]
    offices: Sequence[Met]  # those at most contacts
    office_count: int

    @property
    def total(self) -> int:
        return sum(self.by_kind.values())


def read_engaged(period: Period) -> Engaged:
    kinds = select(Contact.kind, func.count()).where(is_told_in(period)).group_by(Contact.kind)
    offices = _offices(period)
    return Engaged(
        by_kind=dict(db.session.execute(kinds).all()),
        groups=_groups(period),
        offices=offices[:MOST_NAMED],
        office_count=len(offices),
    )


def _groups(period: Period) -> list[GroupTally]:
    contact = Contact.id.distinct()
    with_others = case((Organisation.is_own.is_(False), Contact.id)).distinct()
    counts = _met(select(Organisation.partner_group, func.count(with_others), func.count(contact)), period)
    rows = db.session.execute(counts.group_by(Organisation.partner_group))
    counted: dict[PartnerGroup, tuple[int, int]] = {group: (others, every) for group, others, every in rows}
    columns = (Organisation.partner_group, Organisation.id, Organisation.name)
    named = _met(select(*columns, func.count()), period).where(may_be_named()).group_by(*columns)
    organisations: dict[PartnerGroup, list[Met]] = defaultdict(list)
    for group, *met in db.session.execute(named.order_by(func.count().desc(), Organisation.name, Organisation.id)):
        organisations[group].append(Met(*met))
    none = (0, 0)
    return [GroupTally(each, *counted.get(each, none), organisations[each]) for each in PartnerGroup]


def _met(query: Any, period: Period) -> Select[Any]:
    """Of the organisations at the contacts of the period, ours among them."""
    joined = query.join_from(Contact, ContactOrganisation, ContactOrganisation.contact_id == Contact.id)
    met: Select[Any] = joined.join(Organisation, Organisation.id == ContactOrganisation.organisation_id)
    return met.where(is_told_in(period))


def _offices(period: Period) -> list[Met]:
    """The posts that were there, whoever held them, those at most contacts first."""
    contacts = func.count(Contact.id.distinct())
    query = (
        select(Post.id, Post.title, Organisation.name, contacts)
        .join_from(Contact, Attendee, Attendee.contact_id == Contact.id)
        .join(Post, Post.id == Attendee.post_id)
        .join(Organisation, Organisation.id == Post.organisation_id)
        .where(is_told_in(period), may_be_named(), Post.archived_at.is_(None))
        .group_by(Post.id, Post.title, Organisation.name)
        .order_by(contacts.desc(), Post.title, Post.id)
    )
    return [
        Met(number, title if organisation in title else f"{title}, {organisation}", count)
        for number, title, organisation, count in db.session.execute(query)
    ]


def find_last_letter(committee_id: int, period: Period) -> Contact | None:
    """The last letter of ours to the committee up to the end of the period, that an update may tell of."""
    return db.session.scalar(
        select(Contact)
        .join(ContactOrganisation, ContactOrganisation.contact_id == Contact.id)
        .where(
            ContactOrganisation.organisation_id == committee_id,
            ContactOrganisation.sort_key < period.below,
            LISTED_FOR_ALL,
            Contact.status == ContactStatus.HELD,
            Contact.kind == ContactKind.LETTER,
            Contact.direction == Direction.OUT,
        )
        .order_by(ContactOrganisation.sort_key.desc())
        .limit(1)
    )
