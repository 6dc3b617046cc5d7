"""Reads of managed lists."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import select

from app.core.errors import NotFound
from app.database import db
from app.managed_lists.models import ListedWord

W = TypeVar("W", bound=ListedWord)


@dataclass(frozen=True)
class ManagedList(Generic[W]):
    """A list that administrators keep: where its words are stored and what one of them is called."""

    model: type[W]
    subject_kind: str
    noun: str


def list_words(words: ManagedList[W], *, with_archived: bool = False) -> list[W]:
    """The words in the order that administrators gave them."""
    model = words.model
    query = select(model).order_by(model.archived_at.is_not(None), model.position, model.name)
    if not with_archived:
        query = query.where(model.archived_at.is_(None))
    return list(db.session.scalars(query))


def get_word(words: ManagedList[W], word_id: int) -> W:
    """Raises NotFound."""
    word = db.session.get(words.model, word_id)
    if word is None:
        raise NotFound
    return word
