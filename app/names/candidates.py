"""Which things are worth comparing with a name, found through the index so that no table is read whole."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, func, or_, select

from app.database import db
from app.names.models import TERM_LIMIT, NameTerm
from app.names.queries import begins
from app.names.rules import name_words

MOST_CANDIDATES = 500
WORDS_CONSIDERED = 8
# A misspelling seldom falls in the first letters.
LETTERS_TRUSTED = 4
SMALL_WORDS = frozenset({"the", "of", "for", "and", "in", "to"})


def find_candidate_ids(names: Iterable[str], kind: str) -> set[int]:
    """Ids of things that share most words with the names, or that the names may be the initials of."""
    words = [[word for word in name_words(name) if word not in SMALL_WORDS] for name in names]
    return _sharing_words(words, kind) | _of_these_initials(words, kind)


def _sharing_words(words: list[list[str]], kind: str) -> set[int]:
    telling = sorted({word for name in words for word in name}, key=lambda word: (-len(word), word))[:WORDS_CONSIDERED]
    initials = ["".join(word[0] for word in name) for name in words if len(name) > 1]
    beginnings = sorted({word[:LETTERS_TRUSTED] for word in telling if len(word) >= LETTERS_TRUSTED})
    exact = {word for word in telling if len(word) < LETTERS_TRUSTED} | {letters[:TERM_LIMIT] for letters in initials}
    looks: list[ColumnElement[bool]] = [begins(NameTerm, beginning) for beginning in beginnings]
    if exact:
        looks.append(NameTerm.term.in_(sorted(exact)))
    if not looks:
        return set()
    shared = func.count().label("shared")
    query = (
        select(NameTerm.subject_id)
        .where(NameTerm.subject_kind == kind, or_(*looks))
        .group_by(NameTerm.subject_id)
        .order_by(shared.desc(), NameTerm.subject_id)
        .limit(MOST_CANDIDATES)
    )
    return set(db.session.scalars(query))


def _of_these_initials(words: list[list[str]], kind: str) -> set[int]:
    """Things with a name that opens with the first letter of what may be an abbreviation of it."""
    letters = {name[0][0] for name in words if len(name) == 1 and 3 <= len(name[0]) <= 8}
    if not letters:
        return set()
    opens = or_(*(and_(NameTerm.is_first, begins(NameTerm, letter)) for letter in letters))
    query = select(NameTerm.subject_id).where(NameTerm.subject_kind == kind, opens).distinct()
    return set(db.session.scalars(query.limit(2 * MOST_CANDIDATES)))
