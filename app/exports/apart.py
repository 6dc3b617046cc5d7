"""Reading in a thread of its own, with a session of its own: a worker writes how far it is in its own meanwhile."""

from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Any, Generic, TypeVar

from app.database import db, read_as_of_now, set_read_only

T = TypeVar("T")
WAITING = 2  # lots that are read and not fetched yet
LOOK_EVERY_SECONDS = 2.0


def meanwhile(work: Callable[[], T]) -> Generator[None, None, T]:
    """Do something long in a thread of its own; yields now and then, so that a worker can say that it is alive."""
    done: list[T] = []
    failures: list[Exception] = []

    def run() -> None:
        try:
            done.append(work())
        except Exception as error:  # noqa: BLE001  raised again below
            failures.append(error)

    working = Thread(target=run, name="working meanwhile")
    working.start()
    try:
        while working.is_alive():
            working.join(LOOK_EVERY_SECONDS)
            yield
    finally:
        working.join()
    if failures:
        raise failures[0]
    return done[0]


class ReadApart(Generic[T]):
    """What `read` gives, as of one moment. Its context is entered in the thread."""

    def __init__(self, read: Callable[[], Iterator[T]], context: Callable[[], AbstractContextManager[Any]]) -> None:
        self._read, self._context = read, context
        self._waiting: Queue[tuple[bool, Any]] = Queue(WAITING)
        self._is_left = Event()
        self._thread = Thread(target=self._run, name="reading apart")

    def __enter__(self) -> Iterator[T | None]:
        self._thread.start()
        return self._lots()

    def __exit__(self, *_error: object) -> None:
        self._is_left.set()
        self._thread.join()

    def _lots(self) -> Iterator[T | None]:
        """None now and then while the next is not there yet, so that whoever waits can say that it is alive."""
        while True:
            try:
                is_more, lot = self._waiting.get(timeout=LOOK_EVERY_SECONDS)
            except Empty:
                yield None
                continue
            if isinstance(lot, Exception):
                raise lot
            if not is_more:
                return
            yield lot

    def _run(self) -> None:
        with self._context():
            try:
                read_as_of_now()
                for lot in self._read():
                    if not self._put((True, lot)):
                        return
                self._put((False, None))
            except Exception as error:  # noqa: BLE001  whoever fetches what was read is told
                self._put((False, error))
            finally:
                db.session.remove()
                set_read_only(False)

    def _put(self, lot: tuple[bool, Any]) -> bool:
        """Whether anybody still wants it."""
        while not self._is_left.is_set():
            try:
                self._waiting.put(lot, timeout=LOOK_EVERY_SECONDS)
            except Full:
                continue
            return True
        return False
