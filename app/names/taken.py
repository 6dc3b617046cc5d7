"""Names that one record of a kind alone may have, whatever the case of their letters."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.core.errors import InvalidInput
from app.database import db


class Called(Protocol):
    """A record of which there are few, with a name that the database keeps unique as it is written."""

    id: Any
    name: Any
    archived_at: Any


C = TypeVar("C", bound=Called)


def find_called(model: type[C], name: str, *, besides: int | None = None) -> C | None:
    """Another of this name, archived or not. Compared here, since SQLite folds the letters of ASCII alone."""
    folded = name.casefold()
    for record_id, known in db.session.execute(select(model.id, model.name)):
        if record_id != besides and known.casefold() == folded:
            return db.session.get(model, record_id)
    return None


def taken_words(noun: str, taken_by: Called) -> str:
    archived = ", archived: restore that one" if taken_by.archived_at else ""
    return f"There is already a {noun} called “{taken_by.name}”{archived}."


@contextmanager
def writing_name(model: type[Called], name: str, *, noun: str, besides: int | None = None) -> Iterator[None]:
    """Write what the block says. Raises InvalidInput when somebody has taken the name since it was looked for."""
    try:
        with db.session.begin_nested():
            yield
            db.session.flush()
    except IntegrityError:
        taken_by = find_called(model, name, besides=besides)
        if taken_by is None:
            raise
        raise InvalidInput.of("name", taken_words(noun, taken_by)) from None
