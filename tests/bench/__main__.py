"""Run as `python -m tests.bench`, by `make bench`. Ends with 1 when a gate fails."""

import signal
import sys

from tests.bench.exported.results import missed_by, write_exports
from tests.bench.measured.clients import BenchFailure
from tests.bench.progress import say
from tests.bench.results import failed_gates, table, verdict, with_growth, write_results
from tests.bench.run import run_bench
from tests.bench.settings import BENCH_FOLDER, ROOT, BenchSettings
from tests.support.postgresql import MissingPostgresql


def main() -> int:
    # Told to end, it stops the servers that it started.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(143))
    settings = BenchSettings.from_environment()
    try:
        measured, exports = run_bench(settings)
    except (BenchFailure, MissingPostgresql) as failure:
        say(f"The benchmark stops here. {failure}")
        return 1
    file = BENCH_FOLDER / "results.json"
    results = with_growth(measured, settings.small)
    write_results(results, file)
    write_exports(exports, BENCH_FOLDER / "exports.json")
    print(table(results))
    print()
    print("\n".join(f"{each.database}: {each}" for each in exports))
    print()
    print(verdict(results, settings.contacts))
    print("\n".join(f"Target missed: {miss}" for each in exports for miss in missed_by(each)) or "Exports met theirs.")
    print(f"The figures are in {file.relative_to(ROOT)}.")
    return 1 if failed_gates(results) else 0


if __name__ == "__main__":
    sys.exit(main())
