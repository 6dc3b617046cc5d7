"""Two requests that meet at one contact: the second comes while the first has it, and goes on when that is done."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import get_ident
from typing import Any

from sqlalchemy import event, text

from app.database import db

LONG_SECONDS = 10  # for what takes no time at all, unless something is broken
POLL_SECONDS = 0.005
SOMEBODY_WAITS = text(
    "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')"
)

Request = Callable[[], Any]


def send_while_held(first: Request, second: Request, *, at: str = "FOR UPDATE") -> list[Any]:
    """Send the first, which stops once it holds the contact, or else before it commits; and the second meanwhile.

    `at` is of the statement after which it stops.

    The first goes on when the second waits for it, or is done without. SQLite has one writer, who holds all: there the
    second begins when the first is done.
    """
    db.session.commit()
    db.session.remove()
    with ThreadPoolExecutor(2) as pool:
        meeting = _Meeting(lambda: pool.submit(second), at)
        event.listen(db.engine, "after_cursor_execute", meeting.held)
        event.listen(db.engine, "commit", meeting.meet)
        try:
            answer = pool.submit(meeting.run, first).result(3 * LONG_SECONDS)
        finally:
            event.remove(db.engine, "after_cursor_execute", meeting.held)
            event.remove(db.engine, "commit", meeting.meet)
        assert meeting.second is not None, "the first wrote nothing"
        return [answer, meeting.second.result(3 * LONG_SECONDS)]


class _Meeting:
    def __init__(self, send_second: Callable[[], "Future[Any]"], at: str) -> None:
        self._send_second = send_second
        self._at = at
        self._thread: int | None = None
        self.second: Future[Any] | None = None

    def run(self, first: Request) -> Any:
        self._thread = get_ident()
        return first()

    def held(self, connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if self._at in statement:
            self.meet(connection)

    def meet(self, connection: Any) -> None:
        if get_ident() != self._thread or self.second is not None:
            return
        self.second = self._send_second()
        if connection.dialect.name == "postgresql":
            _wait_until_it_waits(self.second)


def _wait_until_it_waits(second: "Future[Any]") -> None:
    give_up_at = time.monotonic() + LONG_SECONDS
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as watching:
        while not wait([second], POLL_SECONDS).done:
            if watching.scalar(SOMEBODY_WAITS):
                return
            assert time.monotonic() < give_up_at, "the second neither waits nor is done"
