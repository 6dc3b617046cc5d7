"""Clients at work together: each in its own process, all told to begin at once."""

import multiprocessing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from statistics import quantiles
from typing import Self

from tests.bench.measured.client_process import ClientTask, Measured, run_client

PATIENCE_SECONDS = 300


class BenchFailure(Exception):
    """The benchmark cannot go on: the server answered wrongly, or not at all."""


@dataclass(frozen=True)
class Timing:
    """What some clients measured of one operation."""

    p50_ms: float
    p95_ms: float
    requests_per_second: float


class Clients:
    """Some signed-in clients. Raises BenchFailure when one cannot sign in."""

    def __init__(self, tasks: list[ClientTask]) -> None:
        context = multiprocessing.get_context("fork")  # what is imported need not be imported again
        self._members: list[tuple[BaseProcess, Connection]] = []
        for task in tasks:
            ours, theirs = context.Pipe()
            process = context.Process(target=run_client, args=(theirs, task), daemon=True)
            process.start()
            theirs.close()
            self._members.append((process, ours))

    def __enter__(self) -> Self:
        for _process, connection in self._members:
            _receive(connection)
        return self

    def __exit__(self, *_error: object) -> None:
        for process, connection in self._members:
            process.terminate()
            process.join()
            connection.close()

    def measure(self, operation: str, seconds: float, *, clients: int, with_floor: bool) -> list[Measured]:
        """Let the first `clients` of them do one operation: what each of them measured.

        Raises BenchFailure for any wrong answer.
        """
        at_work = self._members[:clients]
        for _process, connection in at_work:
            connection.send((operation, seconds, with_floor))
        measured = [_receive(connection) for _process, connection in at_work]
        problems = [each.problem for each in measured if each.problem]
        if problems:
            raise BenchFailure(problems[0])
        return measured


def _receive(connection: Connection) -> Measured:
    try:
        if not connection.poll(PATIENCE_SECONDS):
            raise BenchFailure(f"A client did not answer for {PATIENCE_SECONDS} seconds.")
        return connection.recv()
    except EOFError as error:
        raise BenchFailure("A client ended before its time; it says why above.") from error


def summarise(measured: list[Measured], clients: int) -> Timing:
    """What the timings of so many clients come to."""
    together = sorted(second for each in measured for second in each.seconds)
    cuts = quantiles(together, n=100, method="inclusive")
    # A client's own work between two requests is no time of the server's.
    throughput = clients * len(together) / sum(together)
    return Timing(cuts[49] * 1000, cuts[94] * 1000, throughput)
