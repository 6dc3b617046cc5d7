"""Reads of posts."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from app.core.errors import NotFound
from app.core.paging import BoundedCount, Page
from app.database import db
from app.names.paging import count_up_to_limit, page_by_name
from app.names.queries import matching_ids
from app.people.models import Post

PAGE_SIZE = 50
KIND = "post"


@dataclass(frozen=True)
class PostFilters:
    """What narrows the list of posts."""

    words: str = ""
    organisation_id: int | None = None
    is_archived: bool = False


def find_post(post_id: int) -> Post | None:
    """With its organisation."""
    return db.session.get(Post, post_id, options=[joinedload(Post.organisation)])


def get_post(post_id: int) -> Post:
    """As find_post. Raises NotFound."""
    post = find_post(post_id)
    if post is None:
        raise NotFound
    return post


def find_post_titled(match_key: str, organisation_id: int) -> Post | None:
    """The organisation's post with this match key, one that is not archived first."""
    return db.session.scalar(
        select(Post)
        .where(Post.organisation_id == organisation_id, Post.match_key == match_key)
        .order_by(Post.archived_at.is_not(None), Post.id)
        .limit(1)
    )


def list_posts_by_id(ids: Iterable[int]) -> list[Post]:
    """Those that exist, in the order of the ids, with their organisations."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return []
    query = select(Post).where(Post.id.in_(wanted)).options(joinedload(Post.organisation))
    found = {row.id: row for row in db.session.scalars(query)}
    return [found[post_id] for post_id in wanted if post_id in found]


def list_posts(filters: PostFilters, *, after: int | None = None, size: int = PAGE_SIZE) -> Page[Post]:
    """A page by title, with organisations; the cursor is the last post of the page before."""
    query = select(Post).where(*_conditions(filters)).options(joinedload(Post.organisation))
    return page_by_name(query, name=Post.title, row_id=Post.id, after=after, size=size)


def count_posts(filters: PostFilters) -> BoundedCount:
    return count_up_to_limit(select(Post.id).where(*_conditions(filters)))


def _conditions(filters: PostFilters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        Post.archived_at.is_not(None) if filters.is_archived else Post.archived_at.is_(None)
    ]
    if filters.words:
        conditions += [Post.id.in_(ids) for ids in matching_ids(KIND, filters.words)]
    if filters.organisation_id is not None:
        conditions.append(Post.organisation_id == filters.organisation_id)
    return conditions
