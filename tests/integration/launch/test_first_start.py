"""The whole launcher, as `make run` starts it, against a folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from app.launch.console import run_or_explain
from app.launch.serve import serve

ROOT = Path(__file__).resolve().parent.parent.parent.parent
START_SECONDS = 60
UNSET = {"DATABASE_URL", "SECRET_KEY"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Launched:
    """A launcher that was started."""

    def __init__(self, folder: Path, **environ: str) -> None:
        self.port = free_port()
        kept = {name: value for name, value in os.environ.items() if name not in UNSET}
        self.process = subprocess.Popen(
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
        while time.monotonic() < give_up and self.process.poll() is None:
            try:
                self.get("/health")
                return
            except URLError:
                time.sleep(0.05)
        pytest.fail(f"It did not start:\n{self.stop()}")

    def stop(self) -> str:
        """End it, and give what it said."""
        self.process.terminate()
        return self.process.communicate(timeout=START_SECONDS)[0]


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


@pytest.fixture(scope="module")
def second(first: Launched, folder: Path) -> Iterator[Launched]:
    """Another, while the first goes on."""
    launched = Launched(folder)
    launched.wait_until_it_answers()
    yield launched
    launched.stop()


def test_a_second_start_finds_nothing_left_to_do(second: Launched) -> None:
    said = [second.process.stdout.readline() for _ in range(2)]
    assert said == ["\n", f"Liaison is at http://127.0.0.1:{second.port}/\n"]


def children(process: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def wait_for(what: Callable[[], object]) -> object:
    give_up = time.monotonic() + START_SECONDS
    while not (found := what()):
        assert time.monotonic() < give_up
        time.sleep(0.05)
    return found


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are looked up as Linux tells them")
def test_a_worker_that_dies_is_begun_again_and_none_outlives_the_server(second: Launched) -> None:
    server = second.process
    [keeper] = wait_for(lambda: [each for each in children(server.pid) if children(each)])
    [worker] = children(keeper)
    os.kill(worker, signal.SIGKILL)
    [another] = wait_for(lambda: [each for each in children(keeper) if each != worker])
    server.kill()
    wait_for(lambda: not any(Path(f"/proc/{each}").exists() for each in (keeper, another)))


@pytest.fixture
def refuse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Starts here what ends before there is a server, with an exit code that tells of a failure. Gives what it said."""
    monkeypatch.setattr("app.launch.serve._say_where", lambda _config: pytest.fail("It was not refused."))

    def start(**environ: str) -> str:
        for name in UNSET:
            monkeypatch.delenv(name, raising=False)
        for name, value in ({"INSTANCE_PATH": str(tmp_path), "PORT": str(free_port())} | environ).items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            run_or_explain(serve)
        assert ended.value.code == 1
        return "".join(capsys.readouterr())

    return start


def test_a_start_on_a_port_that_another_has_says_that_it_is_taken(refuse: Callable[..., str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"Port {port} cannot be used" in refuse(PORT=str(port))


def test_production_without_a_key_says_what_to_set(refuse: Callable[..., str]) -> None:
    assert "What to do: There is no SECRET_KEY." in refuse(LIAISON_ENV="production")


def test_a_database_that_does_not_answer_is_named_without_its_password(refuse: Callable[..., str]) -> None:
    said = refuse(DATABASE_URL=f"postgresql://liaison:hunter2@127.0.0.1:{free_port()}/liaison")
    assert "The database does not answer" in said
    assert "hunter2" not in said
