"""What an organisation's page shows beside its history."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from app.contacts.history import ContactPage
from app.contacts.rules import ContactStatus
from app.contacts.visibility import Reader
from app.organisations.models import StageChange
from app.organisations.record_queries import OrganisationRecord, RelatedOrganisation, list_related_names
from app.organisations.rules import PartnerGroup
from app.partnership.around import list_commitments_lately_about
from app.partnership.commitments.queries import list_promised
from app.partnership.inquiries.queries import list_inquiries_of_committee
from app.partnership.models import Inquiry
from app.people.record_queries import HeldPost, Holder, list_posts_and_people
from app.web.commitments.rows import PromisedRow, promised_rows
from app.web.follow_ups.rows import FollowUpRow
from app.web.points.raised import Raised
from app.web.templating import long_date

POSTS_SHOWN = 10
PEOPLE_SHOWN = 10
BODIES_SHOWN = 20
PROMISES_SHOWN = 5


@dataclass(frozen=True)
class Directory:
    """The first of an organisation's posts, and of its people in none."""

    posts: Sequence[HeldPost]
    people: Sequence[Holder]
    has_more_posts: bool
    has_more_people: bool


def posts_and_people(organisation_id: int, today: dt.date) -> Directory:
    posts, people = list_posts_and_people(organisation_id, today, posts=POSTS_SHOWN + 1, people=PEOPLE_SHOWN + 1)
    return Directory(posts[:POSTS_SHOWN], people[:PEOPLE_SHOWN], len(posts) > POSTS_SHOWN, len(people) > PEOPLE_SHOWN)


@dataclass(frozen=True)
class Promises:
    """The first of what still stands between an organisation and us; or, with nothing, what its contacts are about."""

    rows: Sequence[PromisedRow]
    lately_about: Sequence[tuple[int, str]]


def promises_between(organisation_id: int, today: dt.date, reader: Reader) -> Promises:
    found = list_promised(organisation_id, limit=PROMISES_SHOWN)
    about = [] if found else list_commitments_lately_about(organisation_id, reader=reader, limit=PROMISES_SHOWN)
    return Promises(promised_rows(found, organisation_id, today=today), about)


@dataclass(frozen=True)
class Relations:
    """What else an organisation is called, and where it stands among others; the first of the bodies under it."""

    aliases: Sequence[str]
    bodies: Sequence[RelatedOrganisation]
    has_more_bodies: bool
    before_it: Sequence[RelatedOrganisation]
    after_it: Sequence[RelatedOrganisation]

    @property
    def reach_further(self) -> bool:
        """Whether there are bodies whose history can be told with its own."""
        return bool(self.bodies or self.before_it)


def relations_of(organisation_id: int) -> Relations:
    found = list_related_names(organisation_id, bodies=BODIES_SHOWN + 1)
    return Relations(
        found.aliases,
        found.bodies[:BODIES_SHOWN],
        len(found.bodies) > BODIES_SHOWN,
        found.before_it,
        found.after_it,
    )


def inquiries_of(organisation: OrganisationRecord) -> Sequence[Inquiry] | None:
    """The newest inquiries of a committee; None for what is not of Parliament, which holds none."""
    if organisation.partner_group is not PartnerGroup.PARLIAMENT:
        return None
    return list_inquiries_of_committee(organisation.id)


def summary(organisation: OrganisationRecord, aliases: Sequence[str], changes: Sequence[StageChange] = ()) -> str:
    """'Also “ECC” · Frontline sector, Local government · Engaged since 14 October 2019 · relationship owner Officer A'.

    The changes of its stage come last first. The day that it was added says nothing of when it came to its stage.
    """
    since = f" since {long_date(changes[0].changed_on)}" if changes and changes[0].stage_before else ""
    known_as = ", ".join(f"“{name}”" for name in (organisation.abbreviation, *aliases) if name)
    filed_under = [organisation.partner_group.label, organisation.sector_name]
    owner = organisation.owner_name
    parts = [
        f"Also {known_as}" if known_as else "",
        ", ".join(filter(None, filed_under)),
        f"{organisation.stage.label}{since}",
        "sector leader" if organisation.is_sector_leader else "",
        f"relationship owner {owner}" if owner else "",
    ]
    return " · ".join(filter(None, parts))


def further_views(organisation_id: int) -> list[tuple[str, str]]:
    """Its history seen otherwise."""
    return [
        ("Timeline by month", url_for("organisations.timeline", organisation_id=organisation_id)),
        ("Whole history as PDF", url_for("organisations.whole_history", organisation_id=organisation_id)),
    ]


@dataclass(frozen=True)
class Figure:
    """One of the strip of numbers; each opens its list."""

    label: str
    value: str
    url: str
    under: str = ""
    is_bad: bool = False


def figures(
    contacts: ContactPage, follow_ups: Sequence[FollowUpRow], raised: Raised, organisation_id: int
) -> list[Figure]:
    """Last contact, contacts, open follow-ups, points raised; none before the first contact."""
    if not contacts.rows:
        return []
    strip = [
        Figure("Contacts", str(contacts.count).capitalize(), url_for("contacts.history", organisation=organisation_id))
    ]
    last = next((row for row in contacts.rows if row.status == ContactStatus.HELD), None)
    if last is not None:
        last_url = url_for("contacts.contact", contact_id=last.id)
        strip.insert(0, Figure("Last contact", last.date_label, last_url, last.kind_label))
    if follow_ups:
        overdue = sum(row.is_overdue for row in follow_ups)
        under = f"{overdue} overdue" if overdue else ""
        strip.append(Figure("Open follow-ups", str(len(follow_ups)), "#follow-ups", under, bool(overdue)))
    if raised.rows:
        strip.append(Figure("Points raised", raised.count, raised.url, raised.without_disposition))
    return strip
