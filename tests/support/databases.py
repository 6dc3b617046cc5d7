"""The two databases that tests run on, each brought back to its freshly migrated state after a test."""

import os
import shutil
import sqlite3
from pathlib import Path
from typing import Protocol

import psycopg

from tests.support.postgresql import ThrowawayPostgresql


class Database(Protocol):
    name: str
    url: str
    is_file: bool  # and so nothing may be connected to it while it is put back

    def keep_as_fresh(self) -> None:
        """Remember the state to come back to. The application has let go of its connections."""

    def make_fresh(self) -> None:
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
        self._kept = folder / "fresh.sqlite3"
        self.url = f"sqlite:///{self._file}"

    def keep_as_fresh(self) -> None:
        with sqlite3.connect(self._file) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(self._file, self._kept)

    def make_fresh(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(self._kept, self._file)

    def copy_fresh(self, folder: Path) -> str:
        """Lay what was kept into another folder. Gives its address."""
        return f"sqlite:///{shutil.copy(self._kept, folder / self._file.name)}"

    def close(self) -> None:
        """A file needs no more."""


class PostgresqlDatabase:
    """A database of a throwaway cluster, put back by emptying what was written to."""

    name = "postgresql"
    is_file = False

    def __init__(self, cluster: ThrowawayPostgresql) -> None:
        self._address = cluster.create_database(f"liaison_{os.getpid()}")
        self.url = self._address.replace("postgresql://", "postgresql+psycopg://", 1)
        self._times_fresh = 0

    def keep_as_fresh(self) -> None:
        self._connection = psycopg.connect(self._address, autocommit=True)
        # As a replica it fires no trigger and checks no foreign key, so any order will do.
        self._connection.execute("SET session_replication_role = replica")
        self._connection.execute(KEEP)
        self._connection.execute(MAKE_FRESH)

    def make_fresh(self) -> None:
        self._connection.execute("SELECT fresh.make_fresh()")
        self._times_fresh += 1
        if self._times_fresh % SWEPT_EVERY == 0:
            self._connection.execute("VACUUM")

    def close(self) -> None:
        self._connection.close()


KEEP = """
CREATE SCHEMA fresh;
DO $$
DECLARE t record;
BEGIN
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('CREATE TABLE fresh.%1$I AS TABLE public.%1$I', t.tablename);
    END LOOP;
END $$;
"""

MAKE_FRESH = """
CREATE FUNCTION fresh.make_fresh() RETURNS void LANGUAGE plpgsql AS $$
DECLARE t record; is_changed boolean;
BEGIN
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('SELECT EXISTS (TABLE public.%1$I) OR EXISTS (TABLE fresh.%1$I)', t.tablename) INTO is_changed;
        IF is_changed THEN
            EXECUTE format('DELETE FROM public.%1$I', t.tablename);
            EXECUTE format('INSERT INTO public.%1$I TABLE fresh.%1$I', t.tablename);
        END IF;
    END LOOP;
END $$;
"""
