"""Keeping the prefix index in step with what things are called."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert

from app.database import db
from app.names.models import TERM_LIMIT, NameTerm
from app.names.rules import name_words

BATCH = 500


@dataclass(frozen=True)
class NamedThing:
    """What a thing is called: its name first, then aliases and abbreviation."""

    kind: str
    id: int
    names: Sequence[str]
    is_archived: bool = False


def index_names(*things: NamedThing) -> None:
    """Replace the index's words for things of one kind."""
    if things:
        forget_names(things[0].kind, [thing.id for thing in things])
        index_new_names(things)


def index_new_names(things: Iterable[NamedThing]) -> None:
    """Add the words of things that the index does not know yet."""
    rows = [row for thing in things for row in _rows(thing)]
    for start in range(0, len(rows), BATCH):
        db.session.execute(insert(NameTerm), rows[start : start + BATCH])


def forget_names(kind: str, ids: Sequence[int]) -> None:
    db.session.execute(delete(NameTerm).where(NameTerm.subject_kind == kind, NameTerm.subject_id.in_(ids)))


def _rows(thing: NamedThing) -> list[dict[str, Any]]:
    opens_a_name: dict[str, bool] = {}
    for name in thing.names:
        for position, word in enumerate(name_words(name)):
            term = word[:TERM_LIMIT]
            opens_a_name[term] = opens_a_name.get(term, False) or position == 0
    return [
        {
            "term": term,
            "subject_kind": thing.kind,
            "subject_id": thing.id,
            "is_first": is_first,
            "is_archived": thing.is_archived,
        }
        for term, is_first in opens_a_name.items()
    ]
