"""One client in a process of its own: it waits for an operation, asks and times, and hands back what it measured."""

import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from random import Random

from tests.bench.bare import BareDatabase
from tests.bench.entry_form import sign_in
from tests.bench.http_client import Answer, HttpClient
from tests.bench.measured.checks import WrongAnswer, check
from tests.bench.measured.floor import Floor
from tests.bench.measured.lists import BenchRequest
from tests.bench.measured.managers import OPERATIONS as MANAGERS
from tests.bench.measured.managers import manager_of
from tests.bench.measured.requests import WRITING
from tests.bench.measured.writing import LEAST_REQUESTS, measure_writing
from tests.bench.stored.directory_rows import address_of


@dataclass(frozen=True)
class ClientTask:
    """Who a client is, and what it may be asked to do."""

    port: int
    database_url: str
    officer: int
    password: str
    requests: dict[str, list[BenchRequest]]
    participants: list[str]


@dataclass(frozen=True)
class Measured:
    """Seconds of each request, of each floor under them, and what was wrong with an answer, if anything was."""

    seconds: list[float]
    floor_seconds: list[float] = field(default_factory=list)
    problem: str = ""


def run_client(connection: Connection, task: ClientTask) -> None:
    """Sign in, then serve (operation, seconds, with floor or not) until there is None. Runs in a process of its own."""
    with HttpClient(task.port) as own, HttpClient(task.port) as managers, BareDatabase(task.database_url) as bare:
        floor = Floor(bare)
        sign_in(own, address_of(task.officer), task.password)
        sign_in(managers, address_of(manager_of(task.officer)), task.password)
        connection.send("ready")
        while (order := connection.recv()) is not None:
            operation, seconds, with_floor = order
            client = managers if operation in MANAGERS else own
            connection.send(_measure(client, task, operation, seconds, floor if with_floor else None))


def _measure(client: HttpClient, task: ClientTask, operation: str, seconds: float, floor: Floor | None) -> Measured:
    try:
        if operation in WRITING:
            random = Random(f"{task.officer}")
            return Measured(measure_writing(operation, client, task.participants, random, seconds))
        requests = task.requests[operation]
        # Each client begins somewhere else, so that eight do not ask for the same page at once.
        order = requests[task.officer % len(requests) :] + requests[: task.officer % len(requests)]
        is_plain = all(request.source is not None for request in order)
        return _measure_reading(client, order, seconds, floor if is_plain else None)
    except (WrongAnswer, AssertionError, OSError) as error:
        return Measured([], problem=f"{operation}: {error}")


def _measure_reading(client: HttpClient, order: list[BenchRequest], seconds: float, floor: Floor | None) -> Measured:
    """The floor is measured after each request, so that whatever slows the machine at that moment slows both."""
    accept = "application/json" if order[0].path.startswith("/find") else "text/html"
    timings: list[float] = []
    floor_timings: list[float] = []
    answers: list[tuple[BenchRequest, Answer]] = []
    stop_at = time.perf_counter() + seconds
    while time.perf_counter() < stop_at or len(timings) < LEAST_REQUESTS:
        request = order[len(timings) % len(order)]
        started = time.perf_counter()
        answer = client.get(request.path, accept=accept)
        timings.append(time.perf_counter() - started)
        answers.append((request, answer))
        if floor is not None and request.source is not None:
            floor_timings.append(floor.seconds_of(request.source))
    for request, answer in answers:
        check(request, answer)
    return Measured(timings, floor_timings)
