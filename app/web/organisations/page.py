"""What an organisation's page shows beside its history."""

import datetime as dt
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from app.organisations.models import Organisation
from app.people.appointments import describe_span
from app.people.models import Appointment, Post
from app.people.post_queries import PostFilters, list_posts
from app.people.queries import holders_before, holders_on, list_people_without_post

POSTS_SHOWN = 10
PEOPLE_SHOWN = 10


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


def linked(organisations: list[Organisation]) -> Markup:
    """The names as links, one after another."""
    return Markup(", ").join(
        Markup('<a href="{}">{}</a>').format(url_for("organisations.organisation", organisation_id=row.id), row.name)
        for row in organisations
    )


def span(appointment: Appointment) -> str:
    """'from 1 September 2020 to 31 August 2021'."""
    return describe_span(appointment.started_on, appointment.ended_on)
