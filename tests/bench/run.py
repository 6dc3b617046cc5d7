"""The whole benchmark: generate, serve, measure, for each database and size."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from statistics import median

from tests.bench.exported.measuring import measure_exports
from tests.bench.exported.results import ExportResult
from tests.bench.measured.client_process import Measured
from tests.bench.measured.clients import BenchFailure, summarise
from tests.bench.measured.requests import OPERATIONS
from tests.bench.measured.site import OFFICERS, Site, serve
from tests.bench.progress import Progress
from tests.bench.results import Result
from tests.bench.settings import BENCH_FOLDER, BenchSettings
from tests.bench.stored.cluster import start_cluster
from tests.bench.stored.databases import BenchDatabase, BenchPostgresql, BenchSqlite

CLIENTS = (1, len(OFFICERS))
# The sizes take turns, so that whatever else the machine does slows them alike.
ROUNDS = 4
WARM_UP_SHARE = 0.25


def run_bench(settings: BenchSettings) -> tuple[list[Result], list[ExportResult]]:
    """Measure everything that the settings ask for: each operation, and exports from the full record.

    Raises BenchFailure.
    """
    if unknown := set(settings.operations) - set(OPERATIONS):
        raise BenchFailure(f"BENCH_OPERATIONS names {', '.join(sorted(unknown))}. It knows {', '.join(OPERATIONS)}.")
    BENCH_FOLDER.mkdir(parents=True, exist_ok=True)
    results: list[Result] = []
    exports: list[ExportResult] = []
    for name in settings.databases:
        with _databases(name, settings) as databases:
            for database in databases:
                database.prepare()
            results += _measure_database(settings, name, databases)
            if not settings.operations:
                exports += measure_exports(databases[-1], min(settings.export, settings.contacts))
    return results, exports


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


def _measure_database(settings: BenchSettings, name: str, databases: list[BenchDatabase]) -> list[Result]:
    progress = Progress(f"Measuring {name}")
    results: list[Result] = []
    with ExitStack() as stack:
        sites = [stack.enter_context(serve(database)) for database in databases]
        progress.say("servers and clients are ready")
        for operation in settings.operations or OPERATIONS:
            measured = _measure_operation(settings, sites, operation)
            progress.say(f"{operation}: {_medians(measured)}")
            results += measured
    return results


def _measure_operation(settings: BenchSettings, sites: list[Site], operation: str) -> list[Result]:
    """One operation at every size, by one client and then by all."""
    results: list[Result] = []
    floors: dict[int, float] = {}
    for clients in CLIENTS:
        measured: dict[int, list[Measured]] = {site.database.contacts: [] for site in sites}
        for site in sites:
            site.measure(operation, settings.seconds * WARM_UP_SHARE, clients=clients)
        for _ in range(ROUNDS):
            for site in sites:
                measured[site.database.contacts] += site.measure(
                    operation, settings.seconds / ROUNDS, clients=clients, with_floor=clients == 1
                )
        for site in sites:
            contacts = site.database.contacts
            if floor := [second for each in measured[contacts] for second in each.floor_seconds]:
                floors[contacts] = median(floor) * 1000
            results.append(_result(site, operation, clients, measured[contacts], floors.get(contacts)))
    return results


def _result(site: Site, operation: str, clients: int, measured: list[Measured], floor_ms: float | None) -> Result:
    timing = summarise(measured, clients)
    return Result(
        database=site.database.name,
        contacts=site.database.contacts,
        clients=clients,
        operation=operation,
        p50_ms=round(timing.p50_ms, 3),
        p95_ms=round(timing.p95_ms, 3),
        requests_per_second=round(timing.requests_per_second, 1),
        growth=None,
        floor_ratio=round(timing.p50_ms / floor_ms, 3) if floor_ms else None,
        rss_mb=round(site.memory_megabytes(), 1),
        database_mb=round(site.database.megabytes(), 1),
    )


def _medians(results: list[Result]) -> str:
    return ", ".join(
        f"{result.contacts:,} by {result.clients}: {result.p50_ms:.1f} ms"
        for result in sorted(results, key=lambda result: (result.clients, result.contacts))
    )
