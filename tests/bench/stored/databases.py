"""The two databases of the benchmark: where they are, how they are made, how large they have become."""

import sqlite3
from abc import ABC, abstractmethod
from pathlib import Path

import psycopg

from app.contacts.search.document import SearchDocument
from tests.bench.progress import Progress, say
from tests.bench.settings import BENCH_FOLDER, BenchSettings
from tests.bench.stored.application import migrate_and_store_directory, store_what_hangs_on_contacts
from tests.bench.stored.bulk import make_all_rows
from tests.bench.stored.cluster import BenchCluster
from tests.bench.stored.fingerprint import fingerprint
from tests.bench.stored.postgresql_load import load_postgresql
from tests.bench.stored.sqlite_load import load_sqlite

MEBIBYTE = 1024 * 1024


class BenchDatabase(ABC):
    """One database with one number of contacts."""

    name: str

    def __init__(self, settings: BenchSettings, contacts: int) -> None:
        self.contacts = contacts
        self.seed = settings.seed
        self._label = f"{contacts}-{fingerprint(settings.seed)}"

    def prepare(self) -> None:
        """Generate the database unless it was kept from an earlier run."""
        if self._is_kept():
            say(f"{self.name} with {self.contacts:,} contacts is kept from an earlier run.")
            return
        self._forget_others()
        self._generate(Progress(f"Generating {self.contacts:,} contacts for {self.name}"))

    @property
    @abstractmethod
    def url(self) -> str:
        """The address, as DATABASE_URL takes it."""

    @abstractmethod
    def megabytes(self) -> float:
        """How much disk the database takes."""

    @abstractmethod
    def tidy(self) -> None:
        """Leave it as a database is that has been running for a while, after what was saved is gone."""

    @abstractmethod
    def _is_kept(self) -> bool: ...

    @abstractmethod
    def _forget_others(self) -> None: ...

    @abstractmethod
    def _generate(self, progress: Progress) -> None: ...


class BenchSqlite(BenchDatabase):
    name = "sqlite"

    @property
    def file(self) -> Path:
        return BENCH_FOLDER / f"sqlite-{self._label}.sqlite3"

    @property
    def url(self) -> str:
        return f"sqlite:///{self.file}"

    def megabytes(self) -> float:
        files = (self.file, self.file.with_name(self.file.name + "-wal"))
        return sum(file.stat().st_size for file in files if file.exists()) / MEBIBYTE

    def tidy(self) -> None:
        with sqlite3.connect(self.file) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()

    def _is_kept(self) -> bool:
        return self.file.exists()

    def _forget_others(self) -> None:
        for file in BENCH_FOLDER.glob(f"sqlite-{self.contacts}-*"):
            file.unlink()

    def _generate(self, progress: Progress) -> None:
        unfinished = self.file.with_suffix(".unfinished")
        for file in BENCH_FOLDER.glob(f"{unfinished.name}*"):
            file.unlink()
        migrate_and_store_directory(f"sqlite:///{unfinished}", self.seed)
        rows = make_all_rows(
            seed=self.seed, contacts=self.contacts, render_document=SearchDocument.as_fts5_text, progress=progress
        )
        load_sqlite(unfinished, rows, progress)
        store_what_hangs_on_contacts(f"sqlite:///{unfinished}", self.seed)
        with sqlite3.connect(unfinished) as connection:
            connection.execute("ANALYZE")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        progress.say("the partnership is in")
        unfinished.rename(self.file)
        unfinished.with_name(f"{unfinished.name}.writers").unlink(missing_ok=True)
        progress.say(f"done, {self.megabytes():,.0f} MB")


class BenchPostgresql(BenchDatabase):
    name = "postgresql"

    def __init__(self, settings: BenchSettings, contacts: int, cluster: BenchCluster) -> None:
        super().__init__(settings, contacts)
        self._cluster = cluster
        self._database = f"liaison-{self._label}"

    @property
    def url(self) -> str:
        return self._cluster.url(self._database)

    def megabytes(self) -> float:
        with psycopg.connect(self.url) as connection:
            row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
        return float(row[0]) / MEBIBYTE if row else 0.0

    def tidy(self) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
            connection.execute("CHECKPOINT")

    def _is_kept(self) -> bool:
        return self._database in self._cluster.databases()

    def _forget_others(self) -> None:
        for database in self._cluster.databases():
            if database.startswith(f"liaison-{self.contacts}-"):
                self._cluster.run_sql(f'DROP DATABASE "{database}"')

    def _generate(self, progress: Progress) -> None:
        unfinished = f"liaison-{self.contacts}-unfinished"
        address = self._cluster.create_database(unfinished)
        migrate_and_store_directory(address, self.seed)
        rows = make_all_rows(
            seed=self.seed,
            contacts=self.contacts,
            render_document=SearchDocument.as_tsvector_literal,
            progress=progress,
        )
        load_postgresql(address, rows, progress)
        store_what_hangs_on_contacts(address, self.seed)
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
        progress.say("the partnership is in")
        self._cluster.run_sql(f'ALTER DATABASE "{unfinished}" RENAME TO "{self._database}"')
        progress.say(f"done, {self.megabytes():,.0f} MB")
