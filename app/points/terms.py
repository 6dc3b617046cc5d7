"""The terms that points are found by and likened by: stems of their words, and facets, which begin with "_".

A facet is kept of what has no index on the point itself: its themes, and the organisations that it came from.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, insert, select, tuple_

from app.contacts.models import Contact
from app.contacts.search.tokens import terms
from app.database import db
from app.people.models import Post
from app.points.models import Point, PointTerm

TERMS_KEPT = 200  # of one point: what is longer is a document, not a point
BATCH = 500


def theme_term(theme_id: int) -> str:
    return f"_t{theme_id}"


def organisation_term(organisation_id: int) -> str:
    return f"_o{organisation_id}"


def word_terms(words: str) -> list[str]:
    """The stems of what was typed, each once, in their order."""
    return list(dict.fromkeys(terms(words)))[:TERMS_KEPT]


def point_terms(*, words: str, theme_ids: Iterable[int] = (), organisation_ids: Iterable[int] = ()) -> list[str]:
    """All terms of one point, each once."""
    facets = [*map(theme_term, theme_ids), *map(organisation_term, organisation_ids)]
    return [*word_terms(words), *dict.fromkeys(facets)]


def organisations_behind(point: Point, contact: Contact | None) -> list[int]:
    """Whom the point came from: whoever is said to have raised it, else those whom the contact was with."""
    if point.by_organisation_id is not None:
        return [point.by_organisation_id]
    if point.by_post_id is not None:
        post = db.session.get(Post, point.by_post_id)
        return [post.organisation_id] if post else []
    if point.by_person_id is not None or contact is None:
        return []
    return [link.organisation_id for link in contact.organisation_links if not link.organisation.is_own]


def terms_of(point: Point, contact: Contact | None) -> list[str]:
    """What the point is to be found by as it stands."""
    return point_terms(
        words=point.words,
        theme_ids=[theme.id for theme in point.themes],
        organisation_ids=organisations_behind(point, contact),
    )


def give_terms(points: Iterable[Point], contact: Contact | None) -> None:
    """Let points that are not written yet be written with their terms. The caller holds the flush back."""
    for point in points:
        point.terms = [PointTerm(term=term) for term in terms_of(point, contact)]


def keep_terms(points: Sequence[Point], contact: Contact | None) -> None:
    """Make the terms of these points, all of one contact or of a document and written already, what they are now."""
    keys = {point.id: contact.sort_key if contact else point.sort_key for point in points}
    wanted = {(term, point.id) for point in points for term in terms_of(point, contact)}
    kept = select(PointTerm.term, PointTerm.point_id).where(PointTerm.point_id.in_(keys))
    there = {(term, point_id) for term, point_id in db.session.execute(kept)}
    if gone := sorted(there - wanted):
        which = tuple_(PointTerm.term, PointTerm.point_id)
        for start in range(0, len(gone), BATCH):
            db.session.execute(
                delete(PointTerm).where(which.in_(gone[start : start + BATCH])),
                execution_options={"synchronize_session": False},
            )
    add_terms((term, keys[point_id], point_id) for term, point_id in sorted(wanted - there))


def add_terms(rows: Iterable[tuple[str, int, int]]) -> None:
    """Add terms that are not there yet, in bulk: the term, the point's sort key and its number."""
    values = [{"term": term, "sort_key": key, "point_id": point_id} for term, key, point_id in rows]
    for start in range(0, len(values), BATCH):
        db.session.execute(insert(PointTerm), values[start : start + BATCH])
