"""The whole benchmark: generate, serve, measure, for each database and size."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from app.accounts.models import Colleague
from app.accounts.services import set_password
from app.audit.rules import SystemActor
from app.database import db
from tests.bench.bare import BareDatabase
from tests.bench.measured.client_process import ClientTask
from tests.bench.measured.clients import BenchFailure, Clients
from tests.bench.measured.floor import Floor
from tests.bench.measured.requests import OPERATIONS, READING, SAVE, BenchRequest, choose_subjects, make_requests
from tests.bench.measured.saved import count_saved, remove_saved
from tests.bench.progress import Progress
from tests.bench.results import Result
from tests.bench.server import LiaisonServer
from tests.bench.settings import BENCH_FOLDER, BenchSettings
from tests.bench.stored.application import application
from tests.bench.stored.cluster import start_cluster
from tests.bench.stored.databases import BenchDatabase, BenchPostgresql, BenchSqlite

OFFICERS = tuple(range(1, 9))  # none of them reads what is restricted, unless they are on it
CLIENTS = (1, len(OFFICERS))
WARM_UP_SHARE = 0.25


def run_bench(settings: BenchSettings) -> list[Result]:
    """Measure everything that the settings ask for. Raises BenchFailure."""
    BENCH_FOLDER.mkdir(parents=True, exist_ok=True)
    results: list[Result] = []
    for name in settings.databases:
        with _databases(name, settings) as databases:
            for database in databases:
                database.prepare()
                results += _measure_database(settings, database)
    return results


@contextmanager
def _databases(name: str, settings: BenchSettings) -> Iterator[list[BenchDatabase]]:
    if name == "sqlite":
        yield [BenchSqlite(settings, contacts) for contacts in settings.sizes]
        return
    cluster = start_cluster()
    try:
        yield [BenchPostgresql(settings, contacts, cluster) for contacts in settings.sizes]
    finally:
        cluster.stop()


def _measure_database(settings: BenchSettings, database: BenchDatabase) -> list[Result]:
    progress = Progress(f"Measuring {database.name} with {database.contacts:,} contacts")
    password = _give_password(database.url)
    with BareDatabase(database.url) as bare:
        remove_saved(bare, database.contacts)
        subjects = choose_subjects(bare, seed=settings.seed, contacts=database.contacts)
        requests = {officer: make_requests(bare, subjects, officer) for officer in OFFICERS}
        floors = _measure_floors(bare, requests[OFFICERS[0]])
    database.tidy()
    progress.say("requests and floors are ready")
    participants = [f"organisation:{number}" for number in subjects.organisations]
    participants += [f"person:{number}" for number in subjects.people]
    with LiaisonServer(database.url, BENCH_FOLDER) as server:
        tasks = [ClientTask(server.port, officer, password, requests[officer], participants) for officer in OFFICERS]
        with Clients(tasks) as clients:
            results, saved = _measure_operations(settings, database, server, clients, floors, progress)
    _check_and_remove_saved(database, saved)
    return results


def _measure_operations(
    settings: BenchSettings,
    database: BenchDatabase,
    server: LiaisonServer,
    clients: Clients,
    floors: dict[str, float | None],
    progress: Progress,
) -> tuple[list[Result], int]:
    """The results, and how many contacts were saved on the way."""
    results = []
    saved = 0
    for operation in OPERATIONS:
        for count in CLIENTS:
            warm_up = clients.measure(operation, settings.seconds * WARM_UP_SHARE, clients=count)
            timing = clients.measure(operation, settings.seconds, clients=count)
            saved += warm_up.requests + timing.requests if operation == SAVE else 0
            floor = floors.get(operation)
            results.append(
                Result(
                    database=database.name,
                    contacts=database.contacts,
                    clients=count,
                    operation=operation,
                    p50_ms=round(timing.p50_ms, 3),
                    p95_ms=round(timing.p95_ms, 3),
                    requests_per_second=round(timing.requests_per_second, 1),
                    growth=None,
                    floor_ratio=round(timing.p50_ms / floor, 3) if floor else None,
                    rss_mb=round(server.memory_megabytes(), 1),
                    database_mb=round(database.megabytes(), 1),
                )
            )
        alone, together = results[-2:]
        progress.say(f"{operation}: p50 {alone.p50_ms:.1f} ms alone, {together.p50_ms:.1f} ms among {together.clients}")
    return results, saved


def _measure_floors(bare: BareDatabase, requests: dict[str, list[BenchRequest]]) -> dict[str, float | None]:
    floor = Floor(bare)
    return {operation: floor.p50_ms(requests[operation]) for operation in READING}


def _give_password(database_url: str) -> str:
    """A password for this run alone, which the officers sign in with."""
    password = secrets.token_urlsafe(24)
    with application(database_url):
        for officer in OFFICERS:
            set_password(colleague=db.session.get_one(Colleague, officer), password=password, actor=SystemActor())
        db.session.commit()
    return password


def _check_and_remove_saved(database: BenchDatabase, saved: int) -> None:
    with BareDatabase(database.url) as bare:
        if (found := count_saved(bare)) != saved:
            raise BenchFailure(f"{SAVE}: {saved:,} contacts were saved, and {found:,} are in {database.name}.")
        remove_saved(bare, database.contacts)
    database.tidy()
