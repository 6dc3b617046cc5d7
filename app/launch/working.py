"""The worker beside the web's processes: begun with them, begun again if it dies, and stopped with them."""

import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

from flask import Flask

from app.background import HANDLERS
from app.jobs.worker import Worker

LOOK_EVERY_SECONDS = 0.5
BEGIN_AGAIN_SECONDS = 1.0
STOP_SECONDS = 20.0


def start_working(app: Flask) -> None:
    """Begin a process that keeps a worker going for as long as this process lives.

    It is forked, so that the application is neither made nor kept in memory twice. Nothing of this process may be
    using the database or running in a thread.
    """
    parent = os.getpid()
    if not os.fork():
        _leave(lambda: _Keeper(app, parent).run())


class _Keeper:
    """Has one worker as its child, and nothing else to do."""

    def __init__(self, app: Flask, parent: int) -> None:
        self._app = app
        self._parent = parent
        self._is_stopping = False

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        while not self._is_to_end():
            self._see_through(self._begin())
            if not self._is_to_end():
                time.sleep(BEGIN_AGAIN_SECONDS)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._is_stopping = True

    def _is_to_end(self) -> bool:
        # Asked instead of told, since a parent that is killed outright could not tell.
        return self._is_stopping or os.getppid() != self._parent

    def _begin(self) -> int:
        worker = os.fork()
        if not worker:
            _leave(lambda: _work(self._app))
        return worker

    def _see_through(self, worker: int) -> None:
        """Until it ends: by itself or, once there is to be an end, by a signal that lets it finish its batch."""
        while not self._is_to_end():
            if os.waitpid(worker, os.WNOHANG) != (0, 0):
                return
            time.sleep(LOOK_EVERY_SECONDS)
        os.kill(worker, signal.SIGTERM)
        give_up = time.monotonic() + STOP_SECONDS
        while os.waitpid(worker, os.WNOHANG) == (0, 0):
            if time.monotonic() > give_up:
                os.kill(worker, signal.SIGKILL)
            time.sleep(LOOK_EVERY_SECONDS / 10)


def _work(app: Flask) -> None:
    worker = Worker(HANDLERS)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: worker.stop())
    with app.app_context():
        worker.run()


def _leave(work: Callable[[], None]) -> NoReturn:
    """Do this and end the process, whatever happens: what it was forked from goes on elsewhere."""
    status = 1
    try:
        work()
        status = 0
    except KeyboardInterrupt:
        status = 0
    except Exception:  # noqa: BLE001  told, and nothing else can be done here
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
