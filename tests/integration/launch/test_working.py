"""The worker that a start brings along is begun again when it dies, and ends with what started it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PATIENCE_SECONDS = 60
START = """
import time
from app import create_app
from app.launch.working import start_working
start_working(create_app())
time.sleep(600)
"""

pytestmark = [
    pytest.mark.parametrize("database", ["sqlite"], indirect=True),
    pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are looked up as Linux tells them"),
]


def children(process: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def wait_for(what: Callable[[], object]) -> object:
    give_up = time.monotonic() + PATIENCE_SECONDS
    while not (found := what()):
        assert time.monotonic() < give_up
        time.sleep(0.05)
    return found


def test_a_worker_that_dies_is_begun_again_and_none_outlives_the_server(app, tmp_path):
    environ = {
        **os.environ,
        "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "SECRET_KEY": "for a test",
        "INSTANCE_PATH": str(tmp_path),
    }
    with subprocess.Popen([sys.executable, "-c", START], cwd=ROOT, env=environ) as server:
        try:
            [keeper] = wait_for(lambda: children(server.pid))
            [worker] = wait_for(lambda: children(keeper))
            os.kill(worker, signal.SIGKILL)
            [another] = wait_for(lambda: [each for each in children(keeper) if each != worker])
        finally:
            server.kill()
    wait_for(lambda: not any(Path(f"/proc/{each}").exists() for each in (keeper, another)))
