"""The server as shipped, in a process of its own that can be killed outright and started again at the same address."""

import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60


class KillableServer:
    """gunicorn with Liaison's own settings on a free port of this machine."""

    def __init__(self, *, database_url: str, secret_key: str, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = folder / "server.log"
        self._settings = {
            **os.environ,
            "DATABASE_URL": database_url,
            "SECRET_KEY": secret_key,
            "INSTANCE_PATH": str(folder),
            "PORT": str(self.port),
            "WORKERS": "1",
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and come back when it answers."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "--config", str(ROOT / "app" / "launch" / "gunicorn_conf.py")],
                cwd=ROOT,
                env=self._settings,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # the workers are killed with it
            )
        give_up = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > give_up:
                raise RuntimeError(f"The server did not start:\n{self._log.read_text(encoding='utf-8')}")
            time.sleep(0.05)

    def kill(self) -> None:
        """End it in the middle of whatever it does. Does nothing where none runs."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        asked = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            asked.request("GET", "/health")
            return asked.getresponse().status == 200
        except OSError:
            return False
        finally:
            asked.close()
