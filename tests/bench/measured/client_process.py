"""One client in a process of its own: it waits for an operation, asks and times, and hands back what it measured."""

import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from random import Random
from uuid import uuid4

from tests.bench.data.notes import write_notes
from tests.bench.entry_form import LOG_PATH, filled, open_entry_form, sign_in
from tests.bench.http_client import Answer, HttpClient
from tests.bench.measured.checks import WrongAnswer, check
from tests.bench.measured.requests import SAVE, BenchRequest
from tests.bench.stored.directory_rows import address_of

LEAST_REQUESTS = 5
SAVED_SUBJECT = "Saved by the benchmark"


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
        if operation == SAVE:
            return _measure_saving(client, task, seconds)
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


def _measure_saving(client: HttpClient, task: ClientTask, seconds: float) -> Measured:
    fields = open_entry_form(client)
    random = Random(f"{task.officer}")
    timings: list[float] = []
    stop_at = time.perf_counter() + seconds
    while time.perf_counter() < stop_at or len(timings) < LEAST_REQUESTS:
        subject = f"{SAVED_SUBJECT} {uuid4().hex}"
        who = task.participants[len(timings) % len(task.participants) :][:3]
        form = filled(
            fields,
            submission_token=uuid4().hex,
            action="save",
            who=who,
            subject=subject,
            notes=write_notes(random, (), ()),
        )
        request = client.prepare_post(LOG_PATH, form)
        started = time.perf_counter()
        answer = client.send(request)
        timings.append(time.perf_counter() - started)
        if answer.status not in {302, 303}:
            raise WrongAnswer(f"saving answered {answer.status}")
        # A browser follows the redirect; what was saved has to be there.
        if subject not in client.get(answer.location).body:
            raise WrongAnswer(f"{answer.location} is not what was saved")
    return Measured(timings)
