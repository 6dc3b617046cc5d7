"""One client in a process of its own: it waits for an operation, asks and times, and hands back what it measured."""

import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from random import Random

from tests.bench.entry_form import sign_in
from tests.bench.http_client import Answer, HttpClient
from tests.bench.measured.checks import WrongAnswer, check
from tests.bench.measured.requests import WRITING, BenchRequest
from tests.bench.measured.writing import LEAST_REQUESTS, measure_writing
from tests.bench.stored.directory_rows import address_of


@dataclass(frozen=True)
class ClientTask:
    """Who a client is, and what it may be asked to do."""

    port: int
    officer: int
    password: str
    requests: dict[str, list[BenchRequest]]
    participants: list[str]


@dataclass(frozen=True)
class Measured:
    """Seconds of each request, and what was wrong with an answer, if anything was."""

    seconds: list[float]
    problem: str = ""


def run_client(connection: Connection, task: ClientTask) -> None:
    """Sign in, then serve (operation, seconds) until there is None. Runs in a process of its own."""
    with HttpClient(task.port) as client:
        sign_in(client, address_of(task.officer), task.password)
        connection.send("ready")
        while (order := connection.recv()) is not None:
            operation, seconds = order
            connection.send(_measure(client, task, operation, seconds))


def _measure(client: HttpClient, task: ClientTask, operation: str, seconds: float) -> Measured:
    try:
        if operation in WRITING:
            random = Random(f"{task.officer}")
            return Measured(measure_writing(operation, client, task.participants, random, seconds))
        return _measure_reading(client, task.requests[operation], task.officer, seconds)
    except (WrongAnswer, AssertionError, OSError) as error:
        return Measured([], f"{operation}: {error}")


def _measure_reading(client: HttpClient, requests: list[BenchRequest], officer: int, seconds: float) -> Measured:
    # Each client begins somewhere else, so that eight do not ask for the same page at once.
    order = requests[officer % len(requests) :] + requests[: officer % len(requests)]
    accept = "application/json" if order[0].path.startswith("/find") else "text/html"
    timings: list[float] = []
    answers: list[tuple[BenchRequest, Answer]] = []
    stop_at = time.perf_counter() + seconds
    while time.perf_counter() < stop_at or len(timings) < LEAST_REQUESTS:
        request = order[len(timings) % len(order)]
        started = time.perf_counter()
        answer = client.get(request.path, accept=accept)
        timings.append(time.perf_counter() - started)
        answers.append((request, answer))
    for request, answer in answers:
        check(request, answer)
    return Measured(timings)
