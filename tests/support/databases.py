"""The two databases that tests run on, each brought back to a state that was kept: after a test, the fresh one."""

import os
import shutil
import sqlite3
from pathlib import Path
from typing import Protocol

import psycopg

from tests.support.postgresql import ThrowawayPostgresql

FRESH = "fresh"


class Database(Protocol):
    name: str
    url: str
    is_file: bool  # and so nothing may be connected to it while it is put back

    def keep(self, state: str) -> None:
        """Remember this state by a name. The application has let go of its connections."""

    def has_kept(self, state: str) -> bool:
        """Whether there is a state of this name."""

    def put_back(self, state: str) -> None:
        """Come back to it. Nothing is under way any more."""

    def close(self) -> None:
        """Let go of it."""


# Rows that are deleted stay in the way of every look at a table until they are swept out.
SWEPT_EVERY = 100


class SqliteDatabase:
    """A file, put back by copying what was kept of it."""

    name = "sqlite"
    is_file = True

    def __init__(self, folder: Path) -> None:
        self._file = folder / "liaison.sqlite3"
        self.url = f"sqlite:///{self._file}"

    def keep(self, state: str) -> None:
        with sqlite3.connect(self._file) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(self._file, self.kept_file(state))

    def has_kept(self, state: str) -> bool:
        return self.kept_file(state).exists()

    def put_back(self, state: str) -> None:
        for suffix in ("", "-wal", "-shm"):
            self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(self.kept_file(state), self._file)

    def copy_kept(self, state: str, folder: Path) -> str:
        """Lay what was kept into another folder. Gives its address."""
        return f"sqlite:///{shutil.copy(self.kept_file(state), folder / self._file.name)}"

    def kept_file(self, state: str) -> Path:
        """Where it is kept."""
        return self._file.with_name(f"{state}.sqlite3")

    def close(self) -> None:
        """A file needs no more."""


class PostgresqlDatabase:
    """A database of a throwaway cluster, put back by emptying what was written to."""

    name = "postgresql"
    is_file = False

    def __init__(self, cluster: ThrowawayPostgresql) -> None:
        self._address = cluster.create_database(f"liaison_{os.getpid()}")
        self.url = self._address.replace("postgresql://", "postgresql+psycopg://", 1)
        self._connection = psycopg.connect(self._address, autocommit=True)
        # As a replica it fires no trigger and checks no foreign key, so any order will do.
        self._connection.execute("SET session_replication_role = replica")
        self._kept: set[str] = set()
        self._times_put_back = 0

    def keep(self, state: str) -> None:
        self._connection.execute(KEEP.format(state=state))
        self._connection.execute(PUT_BACK.format(state=state))
        self._kept.add(state)

    def has_kept(self, state: str) -> bool:
        return state in self._kept

    def put_back(self, state: str) -> None:
        self._connection.execute(f"SELECT {state}.put_back()")
        self._times_put_back += 1
        if self._times_put_back % SWEPT_EVERY == 0:
            self._connection.execute("VACUUM")

    def close(self) -> None:
        self._connection.close()


KEEP = """
CREATE SCHEMA {state};
DO $$
DECLARE t record;
BEGIN
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('CREATE TABLE {state}.%1$I AS TABLE public.%1$I', t.tablename);
    END LOOP;
END $$;
"""

# Each statement is written out, so that it is planned once: putting back is done after every test.
PUT_BACK = """
DO $make$
DECLARE t record; body text := '';
BEGIN
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        body := body || format(
            'IF EXISTS (TABLE public.%1$I) OR EXISTS (TABLE {state}.%1$I) THEN '
            'DELETE FROM public.%1$I; INSERT INTO public.%1$I TABLE {state}.%1$I; END IF;',
            t.tablename
        );
    END LOOP;
    EXECUTE format(
        'CREATE FUNCTION {state}.put_back() RETURNS void LANGUAGE plpgsql AS %L', 'BEGIN ' || body || ' END'
    );
END $make$;
"""
