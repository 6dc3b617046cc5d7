"""The whole launcher, as `make run` starts it, against a folder of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent.parent
START_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Launched:
    """A launcher that was started."""

    def __init__(self, folder: Path, **environ: str) -> None:
        self.port = free_port()
        kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SECRET_KEY"}}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "app.launch"],
            cwd=ROOT,
            env=kept | {"INSTANCE_PATH": str(folder), "PORT": str(self.port), "WORKERS": "1"} | environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def get(self, path: str) -> tuple[dict[str, str], str]:
        """The headers and the text at an address."""
        with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as response:
            return dict(response.headers), response.read().decode()

    def wait_until_it_answers(self) -> None:
        give_up = time.monotonic() + START_SECONDS
        while time.monotonic() < give_up and self._process.poll() is None:
            try:
                self.get("/health")
                return
            except URLError:
                time.sleep(0.05)
        pytest.fail(f"It did not start:\n{self.stop()}")

    def stop(self) -> str:
        """End it, and give what it said."""
        self._process.terminate()
        return self._process.communicate(timeout=START_SECONDS)[0]

    def wait_for_refusal(self) -> str:
        """What it said when it ended by itself, with an exit code that tells of a failure."""
        output = self._process.communicate(timeout=START_SECONDS)[0]
        assert self._process.returncode == 1, output
        return output


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("launch") / "instance"


@pytest.fixture(scope="module")
def first(folder: Path) -> Iterator[Launched]:
    launched = Launched(folder)
    launched.wait_until_it_answers()
    yield launched
    launched.stop()


def test_its_pages_name_assets_that_are_served_and_may_be_kept_for_ever(first: Launched) -> None:
    _, page = first.get("/sign-in")
    address = next(part for part in page.split('"') if part.endswith("/css/liaison.css"))
    headers, style_sheet = first.get(address)
    assert "immutable" in headers["Cache-Control"]
    assert ".govuk-button" in style_sheet


def test_another_start_on_its_port_says_that_the_port_is_taken(first: Launched, folder: Path) -> None:
    assert f"Port {first.port} cannot be used" in Launched(folder, PORT=str(first.port)).wait_for_refusal()


def test_a_second_start_finds_nothing_left_to_do(first: Launched, folder: Path) -> None:
    second = Launched(folder)
    second.wait_until_it_answers()
    first_line = second.stop().strip().splitlines()[0]
    assert first_line == f"Liaison is at http://127.0.0.1:{second.port}/"


def test_production_without_a_key_says_what_to_set(folder: Path) -> None:
    assert "What to do: There is no SECRET_KEY." in Launched(folder, LIAISON_ENV="production").wait_for_refusal()


def test_a_database_that_does_not_answer_is_named_without_its_password(folder: Path) -> None:
    url = f"postgresql://liaison:hunter2@127.0.0.1:{free_port()}/liaison"
    said = Launched(folder, DATABASE_URL=url).wait_for_refusal()
    assert "The database does not answer" in said
    assert "hunter2" not in said
