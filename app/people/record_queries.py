"""One person, and who holds and held what, for reading: plain values, no objects of what is only shown."""

import datetime as dt
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import BindParameter, and_, bindparam, literal, select, union_all

from app.core.errors import NotFound
from app.database import db
from app.organisations.matter_queries import has_open_matter
from app.organisations.models import Organisation
from app.people.models import Appointment, Person, Post
from app.people.queries import held_on

_APPOINTMENT = Appointment.__table__.c
_ORGANISATION = Organisation.__table__.c
_PERSON = Person.__table__.c
_POST = Post.__table__.c
_ID: BindParameter[int] = bindparam("id")
_DAY: BindParameter[dt.date] = bindparam("day")


class PersonRecord(NamedTuple):
    id: int
    name: str
    email: str
    telephone: str
    notes: str
    is_sample: bool
    archived_at: dt.datetime | None
    archived_reason: str


# All written once, since building them took longer than running them; the columns are in the order of the tuples.
_RECORD = select(*(_PERSON[name] for name in PersonRecord._fields)).where(_PERSON.id == _ID)


def read_person(person_id: int) -> PersonRecord:
    """Raises NotFound."""
    row = db.session.execute(_RECORD, {"id": person_id}).first()
    if row is None:
        raise NotFound
    return PersonRecord._make(row)


class Place(NamedTuple):
    """What a person holds or held: a post, or simply a place in an organisation."""

    id: int
    organisation_id: int
    organisation_name: str
    post_id: int | None
    post_title: str | None
    started_on: dt.date | None
    ended_on: dt.date | None
    has_open_matter: bool  # whether a regulatory matter is open with the organisation


_PLACES = (
    select(
        _APPOINTMENT.id,
        _ORGANISATION.id,
        _ORGANISATION.name,
        _POST.id,
        _POST.title,
        _APPOINTMENT.started_on,
        _APPOINTMENT.ended_on,
        has_open_matter(_ORGANISATION.id),
    )
    .join_from(Appointment.__table__, Organisation.__table__, _ORGANISATION.id == _APPOINTMENT.organisation_id)
    .outerjoin(Post.__table__, _POST.id == _APPOINTMENT.post_id)
    .where(_APPOINTMENT.person_id == _ID)
    .order_by(_APPOINTMENT.id.desc())
)


def list_places(person_id: int) -> list[Place]:
    """All that a person holds and held, what was recorded last first."""
    return [Place._make(row) for row in db.session.execute(_PLACES, {"id": person_id})]


class Holder(NamedTuple):
    """Who holds or held a post, or is at an organisation in none; the id is that of the appointment."""

    id: int
    person_id: int
    name: str
    started_on: dt.date | None
    ended_on: dt.date | None


_HOLDER = (
    _APPOINTMENT.id.label("id"),
    _PERSON.id.label("person_id"),
    _PERSON.name.label("name"),
    _APPOINTMENT.started_on.label("started_on"),
    _APPOINTMENT.ended_on.label("ended_on"),
)


@dataclass(frozen=True)
class HeldPost:
    """A post, who holds it on the day, the latest first, and the last who had left it by then."""

    id: int
    title: str
    holders: list[Holder] = field(default_factory=list)
    before: list[Holder] = field(default_factory=list)

    @property
    def vacant_since(self) -> dt.date | None:
        """The day after the last known holder left."""
        left = self.before[0].ended_on if self.before else None
        return left + dt.timedelta(days=1) if left else None


# Neither list by its bare name, or both databases might walk every name there is for the few of one organisation.
_FIRST_POSTS = (
    select(_POST.id, _POST.title)
    .where(_POST.organisation_id == _ID, _POST.archived_at.is_(None))
    .order_by(_POST.title.concat(""), _POST.id)
    .limit(bindparam("posts"))
    .cte("first_post")
)
_LAST_TO_LEAVE = (
    select(_APPOINTMENT.id)
    .where(_APPOINTMENT.post_id == _FIRST_POSTS.c.id, _APPOINTMENT.ended_on < _DAY)
    .order_by(_APPOINTMENT.started_on.is_(None), _APPOINTMENT.started_on.desc(), _APPOINTMENT.id.desc())
    .limit(1)
    .correlate(_FIRST_POSTS)
    .scalar_subquery()
)
_LEFT = Appointment.__table__.alias("left")
_FIRST_PEOPLE = (
    select(literal("people").label("list"), _PERSON.match_key.label("place"), _PERSON.id.label("number"), *_HOLDER)
    .join_from(Appointment.__table__, Person.__table__, _PERSON.id == _APPOINTMENT.person_id)
    .where(
        _APPOINTMENT.organisation_id == _ID,
        _APPOINTMENT.post_id.is_(None),
        _PERSON.archived_at.is_(None),
        held_on(_DAY),
    )
    .order_by(_PERSON.match_key.concat(""), _PERSON.id)
    .limit(bindparam("people"))
    .subquery()
)
# One statement for all: which list, the name and number it is in the order of, then the holder, if any.
_POSTS_AND_PEOPLE = union_all(
    select(_FIRST_PEOPLE),
    select(literal("held"), _FIRST_POSTS.c.title, _FIRST_POSTS.c.id, *_HOLDER)
    .join_from(
        _FIRST_POSTS,
        Appointment.__table__,
        and_(_APPOINTMENT.post_id == _FIRST_POSTS.c.id, held_on(_DAY)),
        isouter=True,
    )
    .outerjoin(Person.__table__, _PERSON.id == _APPOINTMENT.person_id),
    select(
        literal("left"),
        _FIRST_POSTS.c.title,
        _FIRST_POSTS.c.id,
        _LEFT.c.id,
        _PERSON.id,
        _PERSON.name,
        _LEFT.c.started_on,
        _LEFT.c.ended_on,
    )
    .join_from(_FIRST_POSTS, _LEFT, _LEFT.c.id == _LAST_TO_LEAVE)
    .join(Person.__table__, _PERSON.id == _LEFT.c.person_id),
).order_by("list", "place", "number")


def list_posts_and_people(
    organisation_id: int, day: dt.date, *, posts: int, people: int
) -> tuple[list[HeldPost], list[Holder]]:
    """So many of an organisation's posts by title, and of those who are there on the day in no known post by name."""
    values = {"id": organisation_id, "day": day, "posts": posts, "people": people}
    held_posts: dict[int, HeldPost] = {}
    in_none: list[Holder] = []
    for which, name, number, *columns in db.session.execute(_POSTS_AND_PEOPLE, values):
        holder = Holder._make(columns)
        if which == "people":
            in_none.append(holder)
            continue
        post = held_posts.setdefault(number, HeldPost(number, name))
        if which == "left":
            post.before.append(holder)
        elif holder.id is not None:  # a post that nobody holds has a line of its own
            post.holders.append(holder)
    for post in held_posts.values():
        post.holders.sort(key=_latest_first)
    return list(held_posts.values()), in_none


def _latest_first(holder: Holder) -> tuple[bool, int, int]:
    """Those who are there still come first; an unknown beginning is the oldest."""
    began = holder.started_on.toordinal() if holder.started_on else 0
    return holder.ended_on is not None, -began, -holder.id
