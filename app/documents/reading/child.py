"""Judges and reads one file: `python -I child.py PATH NAME`, answering with lines of JSON.

First {"kind": …} or {"refused": …}, then {"words": …} where there are any, or {"refused": …} after all.
"""

import json
import sys
import types
from pathlib import Path

APPLICATION = Path(__file__).resolve().parents[2]


def leave_the_application_out() -> None:
    """Make the modules beside this one importable, without the pages and the database that `app` would bring."""
    package = types.ModuleType("app")
    package.__path__ = [str(APPLICATION)]
    sys.modules["app"] = package


def main(path: str, name: str) -> None:
    from app.documents.reading.judge import judge, read_words  # noqa: PLC0415
    from app.documents.reading.limits import limit_this_process  # noqa: PLC0415
    from app.documents.reading.refused import UNSAFE, Refused  # noqa: PLC0415

    limit_this_process()
    try:
        with Path(path).open("rb") as file:
            kind = judge(file, name)
            _answer(kind=kind.ending)
            file.seek(0)
            _answer(words=read_words(file, kind))
    except Refused as refused:
        _answer(refused=str(refused))
    except (MemoryError, RecursionError):
        _answer(refused=UNSAFE)


def _answer(**said: str) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    leave_the_application_out()
    main(sys.argv[1], sys.argv[2])
