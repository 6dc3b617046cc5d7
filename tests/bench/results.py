"""What came out: the table, the file, and the verdict on gates and targets."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from tests.bench.measured.follow_ups import OPERATIONS as FOLLOW_UPS
from tests.bench.measured.managers import OPERATIONS as MANAGERS
from tests.bench.measured.partnership import OPERATIONS as PARTNERSHIP
from tests.bench.measured.reports import OPERATIONS as REPORTS
from tests.bench.measured.views import OPERATIONS as VIEWS

GROWTH_GATE = 1.5
FLOOR_GATE = 3.0
FLOOR_GATE_OPERATION = "history_first"

READING_TARGET_MS = 30.0
PARTNERSHIP_TARGET_MS = 50.0
REVIEW_TARGET_MS = 60.0
WHOLE_PICTURE_TARGET_MS = 150.0
TARGETS_MS = {
    "typeahead": 15.0,
    "form": None,
    "draft_autosave": 15.0,
    "save": 40.0,
    "save_whole": 50.0,
    **dict.fromkeys(PARTNERSHIP, PARTNERSHIP_TARGET_MS),
    **dict.fromkeys((*FOLLOW_UPS, *MANAGERS, *REPORTS, *VIEWS, "timeline_longest"), REVIEW_TARGET_MS),
    **dict.fromkeys(("brief_longest", "network"), WHOLE_PICTURE_TARGET_MS),
}


@dataclass(frozen=True)
class Result:
    """One operation on one database of one size by some clients. The file's keys are these names."""

    database: str
    contacts: int
    clients: int
    operation: str
    p50_ms: float
    p95_ms: float
    requests_per_second: float
    growth: float | None
    floor_ratio: float | None
    rss_mb: float
    database_mb: float


def with_growth(results: list[Result], small: int) -> list[Result]:
    """The results, each with its p50 over that of the small record."""
    base = {_measured(it): it.p50_ms for it in results if it.contacts == small}
    return [
        replace(it, growth=round(it.p50_ms / base[_measured(it)], 3)) if _measured(it) in base else it for it in results
    ]


def _measured(result: Result) -> tuple[str, int, str]:
    return result.database, result.clients, result.operation


def write_results(results: list[Result], file: Path) -> None:
    file.write_text(json.dumps([asdict(result) for result in results], indent=1) + "\n", encoding="utf-8")


def table(results: Iterable[Result]) -> str:
    """The results as text, a line each."""
    head = (
        "database",
        "contacts",
        "clients",
        "operation",
        "p50 ms",
        "p95 ms",
        "req/s",
        "growth",
        "floor",
        "rss MB",
        "db MB",
    )
    rows = [
        (
            it.database,
            f"{it.contacts:,}",
            str(it.clients),
            it.operation,
            f"{it.p50_ms:.2f}",
            f"{it.p95_ms:.2f}",
            f"{it.requests_per_second:.0f}",
            _ratio(it.growth),
            _ratio(it.floor_ratio),
            f"{it.rss_mb:.0f}",
            f"{it.database_mb:,.0f}",
        )
        for it in results
    ]
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in {0, 3} else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (head, *rows)
    )


def _ratio(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def failed_gates(results: Iterable[Result]) -> list[str]:
    """What must not be: growth with the number of contacts, and a list far above its floor."""
    failures = []
    for it in results:
        where = f"{it.operation} on {it.database}, {it.contacts:,} contacts, {_clients(it.clients)}"
        if it.growth is not None and it.growth > GROWTH_GATE:
            failures.append(f"{where}: growth {it.growth:.2f} is above {GROWTH_GATE}")
        is_gated = it.operation == FLOOR_GATE_OPERATION and it.clients == 1 and it.floor_ratio is not None
        if is_gated and it.floor_ratio > FLOOR_GATE:
            failures.append(f"{where}: {it.floor_ratio:.2f} times its floor is above {FLOOR_GATE:.0f}")
    return failures


def missed_targets(results: Iterable[Result], contacts: int) -> list[str]:
    """Where one client waits longer than we want anybody to, with the full record."""
    missed = []
    for it in results:
        target = TARGETS_MS.get(it.operation, READING_TARGET_MS)
        if it.clients == 1 and it.contacts == contacts and target is not None and it.p95_ms > target:
            missed.append(f"{it.operation} on {it.database}: p95 {it.p95_ms:.1f} ms, target {target:.0f} ms")
    return missed


def verdict(results: list[Result], contacts: int) -> str:
    failures, missed = failed_gates(results), missed_targets(results, contacts)
    lines = [f"Gate failed: {failure}" for failure in failures] or [
        f"Gates passed: growth at most {GROWTH_GATE}, {FLOOR_GATE_OPERATION} within {FLOOR_GATE:.0f} times its floor."
    ]
    lines += [f"Target missed: {miss}" for miss in missed] or ["Targets met: p95 of every operation by one client."]
    return "\n".join(lines)


def _clients(count: int) -> str:
    return "one client" if count == 1 else f"{count} clients"
