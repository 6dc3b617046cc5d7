"""Reads of forums and their members."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from app.core.errors import NotFound
from app.core.paging import BoundedCount, Page
from app.database import db
from app.names.paging import count_up_to_limit, page_by_name
from app.organisations.models import Organisation
from app.partnership.models import Forum, ForumMember
from app.partnership.rules import ForumKind
from app.people.models import Post

KIND = "forum"
PAGE_SIZE = 50
MEMBERS_SHOWN = 500
FORMER_SHOWN = 100
FORUMS_OF_ONE_SHOWN = 20


@dataclass(frozen=True)
class ForumFilters:
    """What narrows the list of forums; the organisation is one that belongs to it now, or convenes it."""

    kind: ForumKind | None = None
    organisation_id: int | None = None
    is_archived: bool = False


def is_member_on(day: dt.date) -> ColumnElement[bool]:
    """Whether a ForumMember belongs on that day; an unknown beginning lies before it, an unknown end after it."""
    return and_(
        or_(ForumMember.started_on.is_(None), ForumMember.started_on <= day),
        or_(ForumMember.ended_on.is_(None), ForumMember.ended_on >= day),
    )


def get_forum(forum_id: int) -> Forum:
    """With its convenor and workstream. Raises NotFound."""
    forum = db.session.get(Forum, forum_id, options=[joinedload(Forum.convenor), joinedload(Forum.workstream)])
    if forum is None:
        raise NotFound
    return forum


def list_forums(
    filters: ForumFilters, today: dt.date, *, after: int | None = None, size: int = PAGE_SIZE
) -> Page[Forum]:
    """A page by name, with convenors; the cursor is the last forum of the page before."""
    query = select(Forum).where(*_conditions(filters, today)).options(joinedload(Forum.convenor))
    return page_by_name(query, name=Forum.name, row_id=Forum.id, after=after, size=size)


def count_forums(filters: ForumFilters, today: dt.date) -> BoundedCount:
    return count_up_to_limit(select(Forum.id).where(*_conditions(filters, today)))


def list_forum_names() -> Sequence[tuple[int, str]]:
    """Those not archived, by name, as a form offers them."""
    query = select(Forum.id, Forum.name).where(Forum.archived_at.is_(None)).order_by(Forum.name)
    return [(number, name) for number, name in db.session.execute(query.limit(MEMBERS_SHOWN))]


def count_members(forum_ids: Sequence[int], today: dt.date) -> dict[int, int]:
    """How many belong to each now; a forum without members is not among them."""
    query = (
        select(ForumMember.forum_id, func.count())
        .where(ForumMember.forum_id.in_(forum_ids), is_member_on(today))
        .group_by(ForumMember.forum_id)
    )
    return dict(db.session.execute(query).all()) if forum_ids else {}


def _conditions(filters: ForumFilters, today: dt.date) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        Forum.archived_at.is_not(None) if filters.is_archived else Forum.archived_at.is_(None)
    ]
    if filters.kind is not None:
        conditions.append(Forum.kind == filters.kind)
    if filters.organisation_id is not None:
        belongs = exists().where(
            ForumMember.forum_id == Forum.id,
            ForumMember.organisation_id == filters.organisation_id,
            is_member_on(today),
        )
        conditions.append(or_(Forum.convenor_id == filters.organisation_id, belongs))
    return conditions


def _with_whom() -> list[Any]:
    """Who a member is, with the organisation behind a post."""
    return [
        joinedload(ForumMember.organisation).joinedload(Organisation.sector),
        joinedload(ForumMember.person),
        joinedload(ForumMember.post).joinedload(Post.organisation),
    ]


def get_member(member_id: int) -> ForumMember:
    """With whom it names and the forum. Raises NotFound."""
    member = db.session.get(ForumMember, member_id, options=[*_with_whom(), joinedload(ForumMember.forum)])
    if member is None:
        raise NotFound
    return member


def list_members(forum_id: int, today: dt.date, *, limit: int = MEMBERS_SHOWN) -> Sequence[ForumMember]:
    """Who belongs now or will, in the order they were added."""
    still = or_(ForumMember.ended_on.is_(None), ForumMember.ended_on >= today)
    query = select(ForumMember).where(ForumMember.forum_id == forum_id, still).options(*_with_whom())
    return db.session.scalars(query.order_by(ForumMember.id).limit(limit)).all()


def list_former_members(forum_id: int, today: dt.date, *, limit: int = FORMER_SHOWN) -> Sequence[ForumMember]:
    """Who belonged once, the last to leave first."""
    query = select(ForumMember).where(ForumMember.forum_id == forum_id, ForumMember.ended_on < today)
    query = query.options(*_with_whom()).order_by(ForumMember.ended_on.desc(), ForumMember.id.desc())
    return db.session.scalars(query.limit(limit)).all()


def list_memberships(
    forum_id: int, *, organisation_id: int | None, person_id: int | None, post_id: int | None
) -> Sequence[ForumMember]:
    """Every time that exactly these belonged to the forum."""
    query = select(ForumMember).where(
        ForumMember.forum_id == forum_id,
        ForumMember.organisation_id.is_not_distinct_from(organisation_id),
        ForumMember.person_id.is_not_distinct_from(person_id),
        ForumMember.post_id.is_not_distinct_from(post_id),
    )
    return db.session.scalars(query.order_by(ForumMember.id)).all()


class Belonging(NamedTuple):
    """A forum that somebody belongs to now; for an organisation, who belongs for it."""

    forum_id: int
    name: str
    since: dt.date | None
    role: str
    person_name: str | None
    post_title: str | None


def forums_of_organisation(organisation_id: int, today: dt.date) -> Sequence[Belonging]:
    """The forums that it belongs to now, itself or by its people and posts."""
    return _forums_of(ForumMember.organisation_id, organisation_id, today)


def forums_of_person(person_id: int, today: dt.date) -> Sequence[Belonging]:
    return _forums_of(ForumMember.person_id, person_id, today)


def forums_of_post(post_id: int, today: dt.date) -> Sequence[Belonging]:
    return _forums_of(ForumMember.post_id, post_id, today)


def _forums_of(column: InstrumentedAttribute[int | None], number: int, today: dt.date) -> Sequence[Belonging]:
    query = (
        select(ForumMember, Forum.id, Forum.name)
        .join(Forum, Forum.id == ForumMember.forum_id)
        .where(column == number, Forum.archived_at.is_(None), is_member_on(today))
        .options(joinedload(ForumMember.person), joinedload(ForumMember.post))
        .order_by(Forum.name, ForumMember.id)
        .limit(FORUMS_OF_ONE_SHOWN)
    )
    return [
        Belonging(
            forum_id,
            name,
            member.started_on,
            member.role,
            member.person.name if member.person else None,
            member.post.title if member.post else None,
        )
        for member, forum_id, name in db.session.execute(query)
    ]
