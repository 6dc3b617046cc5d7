"""What the benchmark is told by the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeVar

ROOT = Path(__file__).resolve().parent.parent.parent
BENCH_FOLDER = ROOT / "instance" / "bench"
DATABASES = ("sqlite", "postgresql")

Number = TypeVar("Number", int, float)


@dataclass(frozen=True)
class BenchSettings:
    # BENCH_CONTACTS: how many contacts the record has.
    contacts: int = 1_000_000
    # BENCH_SMALL: how many the smaller one has, which growth is measured from.
    small: int = 10_000
    # BENCH_DATABASES: which databases to measure, with commas between.
    databases: tuple[str, ...] = DATABASES
    # BENCH_SECONDS: how long each operation is measured for, once warm.
    seconds: float = 4.0
    # BENCH_EXPORT: how many contacts are exported; all of them where there are fewer.
    export: int = 200_000
    # BENCH_OPERATIONS: which operations to measure, with commas between; without it all of them, and exports.
    operations: tuple[str, ...] = ()
    # BENCH_SEED: what the made-up record is drawn from.
    seed: int = 2021

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Read every setting. Raises SystemExit with what to do when one makes no sense."""
        databases = _names(environ, "BENCH_DATABASES")
        if unknown := set(databases) - set(DATABASES):
            raise SystemExit(f"BENCH_DATABASES names {', '.join(sorted(unknown))}. It knows sqlite and postgresql.")
        return cls(
            contacts=_number(environ, "BENCH_CONTACTS", cls.contacts),
            small=_number(environ, "BENCH_SMALL", cls.small),
            databases=databases or cls.databases,
            seconds=_number(environ, "BENCH_SECONDS", cls.seconds),
            export=_number(environ, "BENCH_EXPORT", cls.export),
            operations=_names(environ, "BENCH_OPERATIONS"),
            seed=_number(environ, "BENCH_SEED", cls.seed),
        )

    @property
    def sizes(self) -> tuple[int, ...]:
        """The numbers of contacts to measure, the small one first."""
        return tuple(dict.fromkeys((self.small, self.contacts)))


def _names(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in environ.get(name, "").split(",") if each.strip())


def _number(environ: Mapping[str, str], name: str, default: Number) -> Number:
    written = environ.get(name, "").strip()
    if not written:
        return default
    try:
        value = type(default)(written)
    except ValueError:
        value = type(default)(0)
    if value <= 0:
        raise SystemExit(f"{name} is {written!r}. Set it to a number above 0.")
    return value
