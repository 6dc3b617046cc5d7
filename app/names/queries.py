"""Finding things by the beginnings of the words they are called by."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from sqlalchemy import ColumnElement, Integer, Select, String, and_, bindparam, case, false, func, or_, select
from sqlalchemy.orm import aliased

from app.database import db
from app.names.models import TERM_LIMIT, NameTerm
from app.names.rules import name_words
from app.prepared import PreparedSelect

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
    """(kind, id) of things each typed word begins a word of; those whose name it opens and whole words come first.

    What is archived comes last, where it is asked for.

    `among` are the only things to look at.
    """
    typed = [word[:TERM_LIMIT] for word in name_words(text)]
    words = sorted(set(typed), key=len, reverse=True)[:WORDS_CONSIDERED]
    if not words:
        return []
    opening = words.index(typed[0]) if typed[0] in words else 0
    values = {f"word_{place}": word for place, word in enumerate(words)}
    values |= {f"end_{place}": word + HIGHEST_CHARACTER for place, word in enumerate(words)}
    values |= {f"kind_{place}": str(kind) for place, kind in enumerate(kinds)}
    shape = len(words), len(kinds), with_archived, opening
    if among is None:
        return [(kind, number) for kind, number in _prepared(*shape).rows(**values, wanted=limit)]
    narrowed = _beginning(*shape).where(_is_one_of(among))
    return [(kind, number) for kind, number in db.session.execute(narrowed, {**values, "wanted": limit})]


@lru_cache(maxsize=64)
def _prepared(words: int, kinds: int, with_archived: bool, opening: int) -> PreparedSelect:
    return PreparedSelect(_beginning(words, kinds, with_archived, opening))


@lru_cache(maxsize=64)
def _beginning(words: int, kinds: int, with_archived: bool, opening: int) -> Select[str, int]:
    """For so many words and kinds, `opening` the place of the word that was typed first.

    Putting it together takes longer than running it.
    """
    whole = case((NameTerm.term == bindparam("word_0", type_=String), 1), else_=0)
    opener = aliased(NameTerm) if opening else NameTerm
    query = (
        select(NameTerm.subject_kind, NameTerm.subject_id)
        .where(
            _begins_with(NameTerm, 0),
            NameTerm.subject_kind.in_([bindparam(f"kind_{place}", type_=String) for place in range(kinds)]),
        )
        .group_by(NameTerm.subject_kind, NameTerm.subject_id)
        .order_by(
            *([func.max(case((NameTerm.is_archived, 1), else_=0))] if with_archived else []),
            func.max(case((opener.is_first, 1), else_=0)).desc(),
            func.max(whole).desc(),
            func.max(case((NameTerm.is_first, 1), else_=0)).desc(),
            NameTerm.subject_kind,
            NameTerm.subject_id,
        )
        .limit(bindparam("wanted", type_=Integer))
    )
    if not with_archived:
        query = query.where(NameTerm.is_archived.is_(False))
    if opening:
        query = query.join(opener, and_(_is_of_the_same(opener), _begins_with(opener, opening)))
    others = (place for place in range(1, words) if place != opening)
    return query.where(*(_has_another_beginning_with(place) for place in others))


def _is_of_the_same(other: type[NameTerm]) -> ColumnElement[bool]:
    return and_(other.subject_kind == NameTerm.subject_kind, other.subject_id == NameTerm.subject_id)


def _has_another_beginning_with(place: int) -> ColumnElement[bool]:
    other = aliased(NameTerm)
    return select(other.term).where(_is_of_the_same(other), _begins_with(other, place)).exists()


def _begins_with(term: type[NameTerm], place: int) -> ColumnElement[bool]:
    lowest, end = bindparam(f"word_{place}", type_=String), bindparam(f"end_{place}", type_=String)
    return and_(term.term >= lowest, term.term < end)


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
