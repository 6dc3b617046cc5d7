"""What came out of the exports, and whether it is what we want."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

TARGET_SECONDS = {"csv": 6.0, "xlsx": 30.0}
TARGET_FOR = 200_000
MOST_MEGABYTES_MORE = 60.0


@dataclass(frozen=True)
class ExportResult:
    """One export. The file's keys are these names."""

    database: str
    contacts: int
    kind: str
    rows: int
    seconds: float
    rest_mb: float
    most_mb: float

    def __str__(self) -> str:
        return (
            f"{self.rows:,} rows as {self.kind.upper()} in {self.seconds:.1f} s, "
            f"{self.rest_mb:.0f} MB at rest and {self.most_mb:.0f} at most; every row as recorded"
        )


def missed_by(result: ExportResult) -> list[str]:
    """The time counts where so many rows were exported as it is set for, the memory always."""
    missed, what = [], f"export as {result.kind.upper()} from {result.database}"
    target = TARGET_SECONDS[result.kind]
    if result.rows >= TARGET_FOR and result.seconds > target:
        missed.append(f"{what}: {result.seconds:.1f} s, target {target:.0f} s")
    if (more := result.most_mb - result.rest_mb) > MOST_MEGABYTES_MORE:
        missed.append(f"{what}: {more:.0f} MB more than at rest, target {MOST_MEGABYTES_MORE:.0f} MB")
    return missed


def write_exports(results: Sequence[ExportResult], file: Path) -> None:
    file.write_text(json.dumps([asdict(result) for result in results], indent=1) + "\n", encoding="utf-8")
