"""Has a file judged and read by a process of its own, which has neither the database nor the memory of this one."""

import errno
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore

from app.documents.kinds import KINDS
from app.documents.reading import child
from app.documents.reading.refused import UNSAFE, Refused

# By its own limit the process has stopped after three seconds of work. A busy machine may give it those more slowly.
PATIENCE_SECONDS = 12
# Each may take half a gigabyte, and there is a thread for each of several requests.
AT_ONCE = 2
WAIT_SECONDS = 10
TOO_SLOW = "It could not be checked in time, since the machine is busy. Try again in a moment."
_STOPPED_FOR_ITS_SIZE = {-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGSEGV, -signal.SIGABRT}
_NO_ROOM = {errno.EAGAIN, errno.ENOMEM}
_TURNS = BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Judged:
    """A file that may be kept: its media type, and the words in it as far as they are searched."""

    media_type: str
    words: str


def judge_apart(path: Path, name: str) -> Judged:
    """Takes three seconds of work at the most, whatever the file, once it is its turn. Raises Refused."""
    with _turn():
        output, status = _run(path, name)
    if status in _STOPPED_FOR_ITS_SIZE:
        raise Refused(UNSAFE)
    said = _said(output)
    if "refused" in said or "kind" not in said:
        raise Refused(said.get("refused", UNSAFE))
    return Judged(KINDS[said["kind"]].media_type, said.get("words", ""))


@contextmanager
def _turn() -> Iterator[None]:
    """One of the few that go on at once. Raises Refused when none comes in good time."""
    if not _TURNS.acquire(timeout=WAIT_SECONDS):
        raise Refused(TOO_SLOW)
    try:
        yield
    finally:
        _TURNS.release()


def _run(path: Path, name: str) -> tuple[bytes, int]:
    """What the process said and how it ended. Raises Refused where the machine has no room for it."""
    with _started([sys.executable, "-I", child.__file__, str(path), name]) as process:
        try:
            output, _ = process.communicate(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired as expired:
            process.kill()
            raise Refused(TOO_SLOW) from expired
    return output, process.returncode


def _started(command: list[str]) -> "subprocess.Popen[bytes]":
    try:
        # Without our environment, which holds secrets, and without our descriptors.
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={})
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        raise Refused(TOO_SLOW) from error


def _said(output: bytes) -> dict[str, str]:
    """All that the process said before it ended, in whole lines."""
    lines = output.decode().split("\n")[:-1]
    return {key: value for line in lines for key, value in json.loads(line).items()}
