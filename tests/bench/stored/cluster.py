"""The PostgreSQL that the benchmark measures: settings that keep what was committed, and memory as a server has it."""

import os
import pwd
from pathlib import Path

import psycopg

from tests.bench.progress import say
from tests.bench.settings import BENCH_FOLDER
from tests.support.postgresql import ThrowawayPostgresql, find_programs

# fsync and full_page_writes stay on, as they are by default.
SETTINGS = {
    "shared_buffers": "1GB",
    "effective_cache_size": "4GB",
    "random_page_cost": "1.1",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "30min",
}


class BenchCluster(ThrowawayPostgresql):
    """A cluster whose databases are kept from run to run."""

    def databases(self) -> set[str]:
        with psycopg.connect(self.url("postgres")) as connection:
            return {name for (name,) in connection.execute("SELECT datname FROM pg_database")}


def start_cluster() -> BenchCluster:
    """Start the kept cluster, or one for this run alone. Raises MissingPostgresql."""
    folder = BENCH_FOLDER / f"postgresql-{find_programs().parent.name}"
    _let_server_user_pass(BENCH_FOLDER)
    try:
        return BenchCluster(SETTINGS, folder)
    except RuntimeError as error:
        say(f"PostgreSQL cannot keep its data in {folder}, so this run generates it anew. It said: {error}")
        return BenchCluster(SETTINGS)


def _let_server_user_pass(folder: Path) -> None:
    """Run by root, the server is another user: let its group pass through our folders, and read nothing there."""
    if os.geteuid() != 0:
        return
    names = {account.pw_name: account.pw_gid for account in pwd.getpwall()}
    group = names.get("postgres", names.get("nobody", -1))
    for each in (folder.parent, folder):
        os.chown(each, -1, group)
        each.chmod(0o710)
