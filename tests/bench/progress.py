"""Saying how far a long step has come, without filling the screen."""

import sys
import time

SECONDS_BETWEEN = 10.0


class Progress:
    """One step of the benchmark."""

    def __init__(self, step: str) -> None:
        self._step = step
        self._started = self._shown = time.monotonic()
        say(f"{step} …")

    def show(self, done: int, total: int) -> None:
        """Say how much is done, every ten seconds."""
        now = time.monotonic()
        if now - self._shown >= SECONDS_BETWEEN:
            self._shown = now
            say(f"  {done:,} of {total:,} after {now - self._started:.0f} s")

    def say(self, what: str) -> None:
        self._shown = time.monotonic()
        say(f"  {what} ({self._shown - self._started:.0f} s)")


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
