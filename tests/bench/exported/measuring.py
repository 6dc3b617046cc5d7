"""One export each as CSV and as XLSX: asked for as a browser asks, timed, watched, and read back row by row."""

import csv
import http.client
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from python_calamine import CalamineWorkbook

from tests.bench.bare import BareDatabase
from tests.bench.entry_form import read_fields, sign_in
from tests.bench.exported.expected import COLUMNS, Part, Row, expected_rows, newest_part
from tests.bench.exported.results import ExportResult
from tests.bench.http_client import HttpClient
from tests.bench.measured.clients import BenchFailure
from tests.bench.measured.managers import manager_of
from tests.bench.progress import Progress
from tests.bench.server import LiaisonServer, proportional_megabytes
from tests.bench.settings import BENCH_FOLDER, ROOT
from tests.bench.stored.databases import BenchDatabase
from tests.bench.stored.directory_rows import address_of
from tests.bench.stored.passwords import give_password

MANAGER = manager_of(1)  # who reads everything
LOOK_EVERY_SECONDS = 0.05
RECEIVED_AT_ONCE = 262_144
WORK = [sys.executable, "-m", "flask", "--app", "app", "work", "--once"]


def measure_exports(database: BenchDatabase, contacts: int) -> list[ExportResult]:
    """The newest contacts of a prepared database. Raises BenchFailure where a file does not hold what it should."""
    progress = Progress(f"Exporting from {database.name}")
    password = give_password(database.url, (MANAGER,))
    with (
        BareDatabase(database.url) as bare,
        LiaisonServer(database.url, BENCH_FOLDER) as server,
        TemporaryDirectory(prefix="liaison-bench-") as folder,
    ):
        part = newest_part(bare, contacts)
        browser = _Browser(server.port, password)
        table, book = Path(folder) / "contacts.csv", Path(folder) / "contacts.xlsx"
        as_csv = _watched("csv", database, part, server.memory_megabytes, lambda: browser.export(part, "csv", table))
        _compare(_rows_of_csv(table), expected_rows(bare, part), as_csv)
        progress.say(str(as_csv))
        environ = {**os.environ, **server.settings}
        at_rest = _Worker(environ).most_megabytes()  # once it has started, with nothing to do
        page = browser.export(part, "xlsx", None)
        as_xlsx = _made_in_background(database, part, environ, at_rest)
        browser.fetch(page, book)
        _compare(_rows_of_book(book), expected_rows(bare, part), as_xlsx)
        progress.say(str(as_xlsx))
    return [as_csv, as_xlsx]


class _Browser:
    """Signed in as a manager, with the columns chosen that are compared."""

    def __init__(self, port: int, password: str) -> None:
        self._port = port
        self._client = HttpClient(port)
        sign_in(self._client, address_of(MANAGER), password)
        choosing = "/views/columns/contacts"
        fields = dict(read_fields(self._client.get(choosing).body, choosing))
        self._token = fields["csrf_token"]
        self._client.post(choosing, [("csrf_token", self._token), *(("columns", name) for name in COLUMNS)])

    def export(self, part: Part, kind: str, file: Path | None) -> str:
        """Receive it into the file; without one, the address of the page that the answer leads to."""
        path = f"/exports/contacts?{urlencode({'from': part.from_day})}"
        request = self._client.prepare_post(path, {"csrf_token": self._token, "format": kind})
        return _receive(self._port, request, file)

    def fetch(self, page: str, file: Path) -> None:
        """The file that the page of a finished job leads to."""
        body = self._client.get(page).body
        link = body.partition('href="/exports/')[2].partition('"')[0]
        if not link:
            raise BenchFailure(f"{page} leads to no file. It says: {body[:2000]}")
        _receive(self._port, self._client.prepare_get(f"/exports/{link}"), file)


def _receive(port: int, request: bytes, file: Path | None) -> str:
    """Send a request that was prepared, and write what comes to the file. Raises BenchFailure unless it is whole."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    connection.connect()
    connection.sock.sendall(request)
    response = http.client.HTTPResponse(connection.sock)
    response.begin()
    if file is None:
        return response.headers["Location"] or ""
    if response.status != 200:
        raise BenchFailure(f"The export answered {response.status}.")
    try:
        with file.open("wb") as written:
            while received := response.read(RECEIVED_AT_ONCE):
                written.write(received)
    except http.client.IncompleteRead as error:
        raise BenchFailure("The export broke off.") from error
    finally:
        connection.close()
    return ""


def _watched(
    kind: str, database: BenchDatabase, part: Part, memory: Callable[[], float], work: Callable[[], Any]
) -> ExportResult:
    """The same work timed, and its memory before it and at most."""
    with _most_of(memory) as most:
        at_rest = most[0]
        begun = time.perf_counter()
        work()
        seconds = time.perf_counter() - begun
    return ExportResult(database.name, database.contacts, kind, part.contacts, seconds, at_rest, max(most))


@contextmanager
def _most_of(memory: Callable[[], float]) -> Iterator[list[float]]:
    seen, is_over = [memory()], threading.Event()

    def watch() -> None:
        while not is_over.wait(LOOK_EVERY_SECONDS):
            seen.append(memory())

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield seen
    finally:
        is_over.set()
        watching.join()


def _made_in_background(database: BenchDatabase, part: Part, environ: dict[str, str], at_rest: float) -> ExportResult:
    """By a worker of its own, whose start counts too."""
    begun = time.perf_counter()
    most = _Worker(environ).most_megabytes()
    seconds = time.perf_counter() - begun
    return ExportResult(database.name, database.contacts, "xlsx", part.contacts, seconds, at_rest, most)


class _Worker:
    """One process of `flask work --once`."""

    def __init__(self, environ: dict[str, str]) -> None:
        self._process = subprocess.Popen(WORK, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL)

    def most_megabytes(self) -> float:
        """Once it has ended: the most that it held."""
        most = 0.0
        while self._process.poll() is None:
            most = max(most, proportional_megabytes(self._process.pid))
            time.sleep(LOOK_EVERY_SECONDS)
        if self._process.returncode:
            raise BenchFailure(f"The worker ended with {self._process.returncode}.")
        return most


def _rows_of_csv(file: Path) -> Iterator[Row]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = csv.reader(opened)
        next(rows)
        yield from map(tuple, rows)


def _rows_of_book(file: Path) -> Iterator[Row]:
    book = CalamineWorkbook.from_path(str(file))
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python()
        yield from (tuple(map(_as_text, row)) for row in rows[1:])


def _as_text(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) else str(cell)


def _compare(exported: Iterable[Row], expected: Iterable[Row], result: ExportResult) -> None:
    """Every row in its place, none more and none less. An apostrophe stands before what begins like a formula."""
    for number, (row, wanted) in enumerate(zip_longest(exported, expected), start=1):
        if row is None or wanted is None or _bare(row) != wanted:
            raise BenchFailure(f"Row {number:,} of the {result.kind} of {result.database} is {row}, not {wanted}.")


def _bare(row: Row) -> Row:
    return tuple(cell[1:] if cell[:2] in {"'=", "'+", "'-", "'@"} else cell for cell in row)
