"""The benchmark's verdict on what it measured."""

import json
from dataclasses import replace
from pathlib import Path

from tests.bench.results import Result, failed_gates, missed_targets, table, verdict, with_growth, write_results

SMALL, LARGE = 10_000, 1_000_000
FAST = Result("sqlite", SMALL, 1, "history_first", 4.0, 6.0, 250.0, None, 2.0, 80.0, 40.0)


def test_growth_is_the_median_over_that_of_the_small_record() -> None:
    results = with_growth([FAST, replace(FAST, contacts=LARGE, p50_ms=5.0)], SMALL)

    assert [result.growth for result in results] == [1.0, 1.25]


def test_growth_compares_like_with_like() -> None:
    other = replace(FAST, contacts=LARGE, database="postgresql", p50_ms=5.0)

    assert with_growth([FAST, other], SMALL)[1].growth is None


def test_an_operation_that_grows_too_much_fails_the_gate() -> None:
    slow = replace(FAST, contacts=LARGE, clients=8, operation="person", growth=1.51)

    assert failed_gates([slow]) == ["person on sqlite, 1,000,000 contacts, 8 clients: growth 1.51 is above 1.5"]
    assert failed_gates([replace(slow, growth=1.5)]) == []


def test_the_history_far_above_its_floor_fails_the_gate() -> None:
    assert failed_gates([replace(FAST, floor_ratio=3.01)]) != []
    assert failed_gates([replace(FAST, floor_ratio=9.0, operation="person")]) == []
    assert failed_gates([replace(FAST, floor_ratio=9.0, clients=8)]) == []


def test_targets_are_for_one_client_and_the_full_record() -> None:
    slow = replace(FAST, contacts=LARGE, operation="typeahead", p95_ms=16.0)

    assert missed_targets([slow], LARGE) == ["typeahead on sqlite: p95 16.0 ms, target 15 ms"]
    assert missed_targets([replace(slow, clients=8), replace(slow, contacts=SMALL)], LARGE) == []
    assert missed_targets([replace(slow, operation="form", p95_ms=500.0)], LARGE) == []


def test_the_verdict_names_what_failed() -> None:
    assert "Gates passed" in verdict([FAST], LARGE)
    assert "Gate failed: history_first" in verdict([replace(FAST, floor_ratio=4.0)], LARGE)


def test_the_file_has_one_object_for_each_measurement(tmp_path: Path) -> None:
    write_results([FAST], tmp_path / "results.json")

    (only,) = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert set(only) == {
        "database", "contacts", "clients", "operation", "p50_ms", "p95_ms", "requests_per_second", "growth",
        "floor_ratio", "rss_mb", "database_mb",
    }  # fmt: skip


def test_the_table_has_a_line_for_each_measurement() -> None:
    head, row = table([FAST]).splitlines()

    assert head.startswith("database")
    assert row.split() == ["sqlite", "10,000", "1", "history_first", "4.00", "6.00", "250", "-", "2.00", "80", "40"]
