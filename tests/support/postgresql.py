"""A throwaway PostgreSQL: a cluster in a folder of its own, reached over a Unix socket, gone with whoever started it.

It is started under a shell that waits for our end of a pipe to close. However this process ends, killed outright
included, the pipe closes, and the shell stops the server and removes what is to be removed.
"""

import getpass
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

# Nothing of a test has to survive a power cut, and none waits long for another's lock.
FAST_AND_LOOSE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "lock_timeout": "120s",
}

START_SECONDS = 60

KEEPER = """
"$1" -D "$2" -k "$3" -h '' $4 >"$3/server.log" 2>&1 &
server=$!
read -r _
kill -INT "$server"
wait "$server"
rm -rf "$3"
"""


class MissingPostgresql(Exception):
    """This machine has no PostgreSQL server to start."""


def find_programs() -> Path:
    """The folder of initdb and postgres, the newest version first. Raises MissingPostgresql."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    on_path = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    for folder in (*installed, *on_path):
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return folder
    raise MissingPostgresql("PostgreSQL's server is not installed (on Debian: apt-get install postgresql).")


class ThrowawayPostgresql:
    """One running cluster. Raises MissingPostgresql.

    With a `data_folder`, the cluster is kept there from one start to the next; without one it goes when it stops.
    """

    def __init__(self, settings: Mapping[str, str] = FAST_AND_LOOSE, data_folder: Path | None = None) -> None:
        self._programs = find_programs()
        self._user = _server_user()
        self._folder = self._make_folder()
        self._data = data_folder or self._folder / "data"
        try:
            self._make_cluster()
            self._keeper = self._start(settings)
            self._wait_until_it_answers()
        except BaseException:
            self.stop()
            raise

    def url(self, database: str) -> str:
        """The address of one database, as DATABASE_URL takes it."""
        return f"postgresql://{self._user}@/{database}?host={self._folder}"

    def create_database(self, name: str, *, template: str = "template0") -> str:
        """Make a database and give its address."""
        self.run_sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}" ENCODING \'UTF8\'')
        return self.url(name)

    def run_sql(self, statement: str, *, database: str = "postgres") -> None:
        """Run one statement outside any transaction, as the cluster's owner."""
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement.encode())

    def stop(self) -> None:
        """Stop the server and remove its folder. Does nothing the second time."""
        keeper = getattr(self, "_keeper", None)
        if keeper is not None and keeper.stdin is not None and not keeper.stdin.closed:
            keeper.stdin.close()
            keeper.wait(timeout=START_SECONDS)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _make_folder(self) -> Path:
        # Its path is short, since a socket's may have 107 characters at most.
        folder = Path(tempfile.mkdtemp(prefix="liaison-pg-", dir="/tmp"))
        self._give_to_server_user(folder)
        return folder

    def _make_cluster(self) -> None:
        if (self._data / "PG_VERSION").is_file():
            return
        self._data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._give_to_server_user(self._data)
        made = self._run_as_server_user(
            str(self._programs / "initdb"),
            f"--pgdata={self._data}",
            f"--username={self._user}",
            "--auth=trust",  # the socket's folder is closed to everyone else
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        if made.returncode:
            raise RuntimeError(f"initdb failed:\n{made.stdout}{made.stderr}")

    def _start(self, settings: Mapping[str, str]) -> subprocess.Popen[bytes]:
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        return subprocess.Popen(
            ["/bin/sh", "-c", KEEPER, "keeper", str(self._programs / "postgres"), self._data, self._folder, options],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            start_new_session=True,  # a Ctrl+C is for the tests, and ends the server by the pipe
            **self._as_server_user(),
        )

    def _wait_until_it_answers(self) -> None:
        import psycopg

        give_up = time.monotonic() + START_SECONDS
        while True:
            try:
                psycopg.connect(self.url("postgres")).close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > give_up or self._keeper.poll() is not None:
                    log = self._folder / "server.log"
                    said = log.read_text(encoding="utf-8") if log.is_file() else ""
                    raise RuntimeError(f"PostgreSQL did not start:\n{said}") from None
                time.sleep(0.05)

    def _run_as_server_user(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", **self._as_server_user())

    def _as_server_user(self) -> dict[str, object]:
        if self._user == getpass.getuser():
            return {}
        account = pwd.getpwnam(self._user)
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}

    def _give_to_server_user(self, folder: Path) -> None:
        if self._user != getpass.getuser():
            account = pwd.getpwnam(self._user)
            os.chown(folder, account.pw_uid, account.pw_gid)


def _server_user() -> str:
    """Who runs the server: ourselves or, since PostgreSQL refuses root, an account without rights."""
    if os.geteuid() != 0:
        return getpass.getuser()
    names = {account.pw_name for account in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
