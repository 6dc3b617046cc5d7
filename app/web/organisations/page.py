"""What an organisation's page shows beside its history."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from app.contacts.history import ContactPage
from app.contacts.rules import ContactStatus
from app.organisations.models import Organisation
from app.organisations.queries import list_bodies_under, list_predecessors, list_successors
from app.people.models import Appointment, Post
from app.people.post_queries import PostFilters, list_posts
from app.people.queries import holders_before, holders_on, list_people_without_post
from app.web.follow_ups.rows import FollowUpRow

POSTS_SHOWN = 10
PEOPLE_SHOWN = 10
BODIES_SHOWN = 20


@dataclass(frozen=True)
class PostWithHolders:
    """A post, who holds it today and who held it last."""

    post: Post
    holders: list[Appointment]
    before: Appointment | None

    @property
    def vacant_since(self) -> dt.date | None:
        """The day after the last known holder left."""
        return self.before.ended_on + dt.timedelta(days=1) if self.before and self.before.ended_on else None


@dataclass(frozen=True)
class PostsAndPeople:
    """The first of an organisation's posts, and of its people in none."""

    posts: list[PostWithHolders]
    people: list[Appointment]
    has_more_posts: bool
    has_more_people: bool


def posts_and_people(organisation_id: int, today: dt.date) -> PostsAndPeople:
    page = list_posts(PostFilters(organisation_id=organisation_id), size=POSTS_SHOWN)
    ids = [post.id for post in page.items]
    current, former = holders_on(ids, today), holders_before(ids, today)
    people = list_people_without_post(organisation_id, today, limit=PEOPLE_SHOWN + 1)
    return PostsAndPeople(
        posts=[
            PostWithHolders(post, current.get(post.id, []), next(iter(former.get(post.id, [])), None))
            for post in page.items
        ],
        people=people[:PEOPLE_SHOWN],
        has_more_posts=page.next_cursor is not None,
        has_more_people=len(people) > PEOPLE_SHOWN,
    )


@dataclass(frozen=True)
class Relations:
    """Where an organisation stands among others; the first of the bodies under it."""

    bodies: list[Organisation]
    has_more_bodies: bool
    before_it: list[Organisation]
    after_it: list[Organisation]

    @property
    def reach_further(self) -> bool:
        """Whether there are bodies whose history can be told with its own."""
        return bool(self.bodies or self.before_it)


def relations_of(organisation_id: int) -> Relations:
    bodies = list_bodies_under(organisation_id, limit=BODIES_SHOWN + 1)
    return Relations(
        bodies[:BODIES_SHOWN],
        len(bodies) > BODIES_SHOWN,
        list_predecessors(organisation_id),
        list_successors(organisation_id),
    )


def summary(organisation: Organisation) -> str:
    """'Also “ECC” · Frontline sector, Local government · Engaged · relationship owner Officer A'."""
    other_names = [organisation.abbreviation, *(alias.name for alias in organisation.aliases)]
    known_as = ", ".join(f"“{name}”" for name in other_names if name)
    filed_under = [organisation.partner_group.label, organisation.sector.name if organisation.sector else ""]
    owner = organisation.relationship_owner
    parts = [
        f"Also {known_as}" if known_as else "",
        ", ".join(filter(None, filed_under)),
        organisation.stage.label,
        "sector leader" if organisation.is_sector_leader else "",
        f"relationship owner {owner.name}" if owner else "",
    ]
    return " · ".join(filter(None, parts))


@dataclass(frozen=True)
class Figure:
    """One of the strip of numbers; each opens its list."""

    label: str
    value: str
    url: str
    under: str = ""
    is_bad: bool = False


def figures(contacts: ContactPage, follow_ups: Sequence[FollowUpRow], organisation_id: int) -> list[Figure]:
    """Last contact, contacts, open follow-ups; none before the first contact."""
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
    return strip
