"""Hostile files sent to the server as it is shipped: a clear refusal, soon, with little memory, and nothing left."""

import json
import os
import socket
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from flask_migrate import upgrade

from app.accounts.rules import Role
from app.accounts.services import create_colleague
from app.database import db
from app.documents.reading.refused import UNSAFE
from tests.bench.entry_form import open_entry_form, sign_in
from tests.bench.http_client import Answer, HttpClient
from tests.bench.server import LiaisonServer
from tests.bench.stored.application import application
from tests.factories.file_contents import pdf
from tests.factories.files import files_in
from tests.factories.hostile_contents import BOMBS, MACROS, MEGABYTE, TWO_KINDS, WHOLE, WRONG_KIND

pytestmark = pytest.mark.soak

LONGEST_SECONDS = 5
MOST_MEGABYTES_MORE = 40
EMAIL, PASSWORD = "officer@liaison.example", "a password for tests"
BOUNDARY = "a-boundary"
# tests/unit/documents has them all, without a server around.
FEW = {
    "program.pdf": WRONG_KIND["program.pdf"],
    "both.pdf": TWO_KINDS["both.pdf"],
    "macros.docx": MACROS["macros.docx"],
    "cut.docx": WHOLE["cut.docx"][:200],
    "empty.txt": b"",
    "large.txt": b"a" * (6 * MEGABYTE),
    "../../etc/passwd": b"root",
}


@dataclass
class Officer:
    """A signed-in browser, with what its form says."""

    server: LiaisonServer
    client: HttpClient
    folder: Path
    csrf_token: str

    def upload(self, name: str, content: bytes) -> Answer:
        return self.client.send(self.request(name, content))

    def request(self, name: str, content: bytes) -> bytes:
        """One file for a draft of its own, as bytes."""
        part = 'Content-Disposition: form-data; name="{}"'
        body = (
            (
                f"--{BOUNDARY}\r\n{part.format('csrf_token')}\r\n\r\n{self.csrf_token}\r\n"
                f'--{BOUNDARY}\r\n{part.format("files")}; filename="{name}"\r\n\r\n'
            ).encode()
            + content
            + f"\r\n--{BOUNDARY}--\r\n".encode()
        )
        address, content_type = f"/contacts/drafts/{uuid4().hex}/files", f"multipart/form-data; boundary={BOUNDARY}"
        return self.client.prepare_body(address, body, content_type, accept="application/json")

    def left(self) -> tuple[object, ...]:
        """What is there: files in the folder, rows of files, drafts."""
        with sqlite3.connect(self.folder / "liaison.sqlite3") as database:
            [(rows, drafts)] = database.execute(
                "SELECT (SELECT count(*) FROM attachment), (SELECT count(*) FROM draft)"
            )
        return files_in(self.folder / "files"), rows, drafts


@pytest.fixture(scope="module")
def officer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Officer]:
    folder = tmp_path_factory.mktemp("uploads")
    url = f"sqlite:///{folder / 'liaison.sqlite3'}"
    with application(url, folder) as app:
        upgrade(directory=app.extensions["migrate"].directory)
        create_colleague(name="Officer", email=EMAIL, role=Role.OFFICER, password=PASSWORD)
        db.session.commit()
    with (
        LiaisonServer(url, folder, {"WORKERS": "1", "FILE_MEGABYTES": "5"}) as server,
        HttpClient(server.port) as client,
    ):
        sign_in(client, EMAIL, PASSWORD)
        yield Officer(server, client, folder, dict(open_entry_form(client))["csrf_token"])


def refusal_of(officer: Officer, name: str, content: bytes) -> str:
    """The words, once they came soon enough."""
    started = time.monotonic()
    answer = officer.upload(name, content)
    assert time.monotonic() - started < LONGEST_SECONDS * crowd(), name
    assert answer.status == 200, answer.body
    said = json.loads(answer.body)
    assert said["files"] == []
    return str(said["refused"][0]["why"])


def crowd() -> float:
    """How many times longer things take on a machine that has more to do than processors."""
    return max(1.0, 1.5 * os.getloadavg()[0] / (os.cpu_count() or 1))


def test_hostile_files_are_refused_soon_with_little_memory_and_leave_nothing(officer: Officer) -> None:
    officer.upload("minutes.pdf", pdf())  # whatever is loaded once, is loaded
    before, memory = officer.left(), officer.server.memory_megabytes()
    for name, content in FEW.items():
        assert refusal_of(officer, name, content).endswith(".")
    for name in ("bomb.docx", "laughs.docx", "flate.pdf", "pages.pdf"):
        assert refusal_of(officer, name, BOMBS[name]()) == UNSAFE
    assert officer.left() == before
    assert officer.server.memory_megabytes() - memory < MOST_MEGABYTES_MORE
    assert officer.server.log() == ""


def test_a_browser_that_goes_away_half_way_leaves_nothing(officer: Officer) -> None:
    before = officer.left()
    request = officer.request("minutes.txt", b"a" * (2 * MEGABYTE))
    for part in (0.1, 0.5, 0.99):
        with socket.create_connection(("127.0.0.1", officer.server.port)) as connection:
            connection.sendall(request[: int(len(request) * part)])
    officer.client.get("/health")
    time.sleep(0.5)
    assert officer.left() == before


def test_others_save_while_a_file_is_judged(officer: Officer) -> None:
    slow = BOMBS["text.pdf"]()
    with ThreadPoolExecutor(1) as pool, officer.client.another_connection() as another:
        judging = pool.submit(officer.upload, "text.pdf", slow)
        time.sleep(0.5)
        answer = another.send(officer.request("minutes.txt", b"Minutes"))
        assert json.loads(answer.body)["files"]
        assert not judging.done()
        assert json.loads(judging.result().body)["refused"]
