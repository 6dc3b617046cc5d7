"""The database through its driver alone: what answers are checked against, and the floor under them."""

import re
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, Self

import psycopg

_NAMED = re.compile(r"(?<!:):([a-z_]+)")


class BareDatabase:
    """One connection that reads, or cleans up. Statements name their values `:like_this` for both databases."""

    def __init__(self, url: str) -> None:
        self.is_sqlite = url.startswith("sqlite")
        self._connection: Any
        if self.is_sqlite:
            self._connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
            for pragma in ("foreign_keys = ON", "busy_timeout = 5000", "cache_size = -65536", "mmap_size = 1073741824"):
                self._connection.execute(f"PRAGMA {pragma}")
        else:
            self._connection = psycopg.connect(url, autocommit=True)
        self._prepared: dict[str, str] = {}

    def rows(self, statement: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        cursor = self._connection.execute(self._in_its_style(statement), values or {})
        return cursor.fetchall()

    def numbers(self, statement: str, values: Mapping[str, Any] | None = None) -> list[int]:
        """The first column."""
        return [row[0] for row in self.rows(statement, values)]

    def run(self, statement: str, values: Mapping[str, Any] | None = None) -> None:
        self._connection.execute(self._in_its_style(statement), values or {})

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _in_its_style(self, statement: str) -> str:
        if self.is_sqlite:
            return statement
        if statement not in self._prepared:
            self._prepared[statement] = _NAMED.sub(r"%(\1)s", statement.replace("%", "%%"))
        return self._prepared[statement]


def listed(numbers: Sequence[int]) -> str:
    """Whole numbers as the inside of an IN."""
    return ", ".join(str(int(number)) for number in numbers) or "NULL"
