"""Files as they arrive: taken in, judged and read before anything is written to the record."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO

from app.database import set_read_only, start_writing
from app.documents.judging import judge_apart
from app.documents.names import safe_name
from app.documents.reading.refused import Refused
from app.documents.rules import NotTaken, is_empty, is_too_large
from app.documents.storage import FileStorage, Incoming, TooLarge

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Arrived:
    """A file that may be kept."""

    name: str
    content: Incoming
    media_type: str
    words: str


def ask_beforehand(question: Callable[[], bool]) -> bool:
    """Answer by reading alone, before the request's own transaction begins."""
    set_read_only(True)
    answer = question()
    start_writing()
    return answer


def take_in(
    uploads: Iterable[tuple[str, IO[bytes]]], *, storage: FileStorage, most_megabytes: int
) -> list[Arrived | NotTaken]:
    """Judge each file under its name. Whoever asks discards what arrived, once it is kept or given up.

    Reading a file takes seconds, for which no other writer shall wait: the request has only read until here, and may
    write from here on.
    """
    taken: list[Arrived | NotTaken] = []
    try:
        for name, stream in uploads:
            taken.append(_take_in_one(safe_name(name), stream, storage, most_megabytes))
    except BaseException:
        discard_all(taken)
        raise
    start_writing()
    return taken


def discard_all(taken: Iterable[Arrived | NotTaken]) -> None:
    for one in taken:
        if isinstance(one, Arrived):
            one.content.discard()


def _take_in_one(name: str, stream: IO[bytes], storage: FileStorage, most_megabytes: int) -> Arrived | NotTaken:
    try:
        content = storage.receive(stream, most_bytes=most_megabytes * MEGABYTE)
    except TooLarge:
        return is_too_large(name, most_megabytes)
    try:
        if not content.size:
            content.discard()
            return is_empty(name)
        judged = judge_apart(content.path, name)
    except Refused as refused:
        content.discard()
        return NotTaken(name, str(refused))
    except BaseException:
        content.discard()
        raise
    return Arrived(name, content, judged.media_type, judged.words)
