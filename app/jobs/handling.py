"""What does a job of one kind: a generator that the worker drives."""

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from app.database import db, is_read_only, set_read_only


@dataclass(frozen=True)
class RunningJob:
    """A job as its handler is given it. `done_count` is how many were done when a worker last committed."""

    id: int
    kind: str
    colleague_id: int
    parameters: Mapping[str, Any]
    done_count: int


@dataclass(frozen=True)
class Progress:
    """How many are done by now; of how many and with what result, where that has become known."""

    done_count: int
    total_count: int | None = None
    result: Mapping[str, Any] | None = None


# Each step does one bounded batch and yields. What it wrote through the session and the progress are committed
# together by the worker. After a kill, or where others were in the way, the handler is called again from the start:
# it goes on from what is committed, and a step that was not committed has never been.
Handler = Callable[[RunningJob], Generator[Progress]]


@contextmanager
def reading_apart() -> Iterator[Connection]:
    """A connection that only reads, for a handler that reads long: the session's would keep SQLite's writers out.

    Such a handler is begun anew after a kill, since what it has read and made is gone with it.
    """
    was_read_only = is_read_only()
    set_read_only(True)
    try:
        connection = db.engine.connect()
        connection.begin()
    finally:
        set_read_only(was_read_only)
    with connection:
        yield connection
