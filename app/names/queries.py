"""Finding things by the beginnings of the words they are called by."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select
from sqlalchemy.orm import aliased

from app.database import db
from app.names.models import TERM_LIMIT, NameTerm
from app.names.rules import name_words

WORDS_CONSIDERED = 6
HIGHEST_CHARACTER = "\U0010ffff"


def find_by_prefix(
    text: str,
    kinds: Sequence[str],
    *,
    limit: int,
    with_archived: bool = False,
    among: Iterable[tuple[str, int]] | None = None,
) -> list[tuple[str, int]]:
    """(kind, id) of things each typed word begins a word of; whole words and first words come first.

    `among` are the only things to look at.
    """
    words = sorted({word[:TERM_LIMIT] for word in name_words(text)}, key=len, reverse=True)[:WORDS_CONSIDERED]
    if not words:
        return []
    query = (
        select(NameTerm.subject_kind, NameTerm.subject_id)
        .where(begins(NameTerm, words[0]), NameTerm.subject_kind.in_(kinds))
        .group_by(NameTerm.subject_kind, NameTerm.subject_id)
        .order_by(
            func.max(case((NameTerm.term == words[0], 1), else_=0)).desc(),
            func.max(case((NameTerm.is_first, 1), else_=0)).desc(),
            NameTerm.subject_kind,
            NameTerm.subject_id,
        )
        .limit(limit)
    )
    if not with_archived:
        query = query.where(NameTerm.is_archived.is_(False))
    if among is not None:
        query = query.where(_is_one_of(among))
    query = query.where(*(_has_another_beginning_with(word) for word in words[1:]))
    return [(kind, subject_id) for kind, subject_id in db.session.execute(query)]


def _has_another_beginning_with(word: str) -> ColumnElement[bool]:
    other = aliased(NameTerm)
    return (
        select(other.term)
        .where(
            other.subject_kind == NameTerm.subject_kind,
            other.subject_id == NameTerm.subject_id,
            begins(other, word),
        )
        .exists()
    )


def _is_one_of(things: Iterable[tuple[str, int]]) -> ColumnElement[bool]:
    ids: dict[str, list[int]] = {}
    for kind, subject_id in things:
        ids.setdefault(kind, []).append(subject_id)
    return or_(
        false(), *(and_(NameTerm.subject_kind == kind, NameTerm.subject_id.in_(each)) for kind, each in ids.items())
    )


def matching_ids(kind: str, text: str) -> list[Select[int]]:
    """For each word typed, the ids of the things of this kind that it begins a word of, archived ones included.

    Text without a word finds nothing.
    """
    words = sorted({word[:TERM_LIMIT] for word in name_words(text)}, key=len, reverse=True)[:WORDS_CONSIDERED]
    ids = select(NameTerm.subject_id).where(NameTerm.subject_kind == kind)
    return [ids.where(begins(NameTerm, word)) for word in words] or [ids.where(false())]


def begins(term: type[NameTerm], word: str) -> ColumnElement[bool]:
    """Terms with this beginning, as a range of the index."""
    return and_(term.term >= word, term.term < word + HIGHEST_CHARACTER)
