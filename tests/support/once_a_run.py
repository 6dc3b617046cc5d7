"""States of SQLite that every worker of a run begins with: the first who needs one makes it, the others copy it."""

import fcntl
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.support.databases import SqliteDatabase

Found = dict[str, Any]


def kept_once_a_run(
    folder: Path, name: str, database: SqliteDatabase, state: str, make: Callable[[], Found | None]
) -> Found:
    """Bring the database to the state, and keep it there under that name. Gives what making it gave.

    The workers of the run share the folder. The application has let go of its connections, and does after `make`.
    """
    made, found = folder / f"{name}.sqlite3", folder / f"{name}.json"
    with (folder / f"{name}.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not found.exists():
            text = json.dumps(make() or {})
            database.keep(state)
            shutil.copyfile(database.kept_file(state), made)
            found.write_text(text, encoding="utf-8")
        else:
            shutil.copyfile(made, database.kept_file(state))
            database.put_back(state)
    return dict(json.loads(found.read_text(encoding="utf-8")))
