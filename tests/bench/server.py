"""The server as shipped: gunicorn with Liaison's own settings, in production mode, on loopback."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryFile
from typing import Self

from tests.bench.http_client import HttpClient
from tests.bench.settings import ROOT

START_SECONDS = 60
POLL_SECONDS = 0.02
KIBIBYTE = 1024


class LiaisonServer:
    """One running server. `environ` says more settings, on top of what the shell gave."""

    def __init__(self, database_url: str, instance_path: Path, environ: dict[str, str] | None = None) -> None:
        self.port = _free_port()
        self._log = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115  open as long as the server runs
        self.settings = {
            **os.environ,
            "LIAISON_ENV": "production",
            "SECRET_KEY": secrets.token_urlsafe(48),
            "DATABASE_URL": database_url,
            "INSTANCE_PATH": str(instance_path),
            "PORT": str(self.port),
            **(environ or {}),
        }
        self._process = self._begin()

    def __enter__(self) -> Self:
        try:
            self._wait_until_it_answers()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=START_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def kill(self) -> None:
        """End it, its workers and whatever they were doing at once, as a power cut would."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def start_again(self) -> None:
        """Serve again after a kill: on the same port, with the same key."""
        self._process = self._begin()
        self._wait_until_it_answers()

    def log(self) -> str:
        """What the server said so far."""
        self._log.seek(0)
        return self._log.read()

    def memory_megabytes(self) -> float:
        """Resident memory of all the server's processes; what they share is counted once."""
        return sum(proportional_megabytes(process) for process in self._processes())

    def _begin(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", str(ROOT / "app" / "launch" / "gunicorn_conf.py")],
            cwd=ROOT,
            env=self.settings,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            # A group of its own: a Ctrl+C reaches us, and we end the server; a kill reaches all of it.
            start_new_session=True,
        )

    def _processes(self) -> list[int]:
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        try:
            return [self._process.pid, *(int(child) for child in children.read_text(encoding="ascii").split())]
        except OSError:
            return []

    def _wait_until_it_answers(self) -> None:
        give_up = time.monotonic() + START_SECONDS
        while True:
            try:
                with HttpClient(self.port) as client:
                    if client.get("/health").status == 200:
                        return
            except OSError:
                pass
            if self._process.poll() is not None or time.monotonic() > give_up:
                raise RuntimeError(f"The server did not start. It said:\n{self.log()}")
            time.sleep(POLL_SECONDS)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def proportional_megabytes(process: int) -> float:
    """Resident memory, of what is shared the process's share."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0  # not on Linux, or the process is gone
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0) / KIBIBYTE
