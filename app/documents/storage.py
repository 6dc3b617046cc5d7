"""Where the content of files is kept: a folder, each file under the hash of what it holds."""

import fcntl
import hashlib
import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, Protocol, cast
from uuid import uuid4

EXTENSION = "file_storage"
_CHUNK = 256 * 1024
_HASH = re.compile(r"[0-9a-f]{64}")


class TooLarge(Exception):
    """The stream goes on beyond the limit."""


class Incoming(Protocol):
    """Content that has arrived and is not kept yet."""

    path: Path
    sha256: str
    size: int

    def keep(self) -> None:
        """Put it where it is found by its hash, for good once this returns; before the row that names it is saved."""

    def discard(self) -> None:
        """Let go of it; what was kept stays."""


class FileStorage(Protocol):
    """Content by its SHA-256."""

    def receive(self, stream: IO[bytes], *, most_bytes: int) -> Incoming:
        """Take the whole stream in. Raises TooLarge, and leaves nothing then."""

    def open(self, sha256: str) -> BinaryIO:
        """Raises FileNotFoundError."""

    def exists(self, sha256: str) -> bool: ...

    def remove(self, sha256: str, *, unused_for: float) -> bool:
        """Remove the content unless it was kept within so many seconds. Whether it was there and went."""

    def kept(self) -> Iterator[str]:
        """The hash of all content there is."""

    def remove_unfinished(self, *, older_than: float) -> int:
        """Remove what began to arrive so many seconds ago and was never kept. How many there were."""


def storage_of(extensions: Mapping[str, Any]) -> FileStorage:
    """The storage among an application's extensions."""
    return cast(FileStorage, extensions[EXTENSION])


@dataclass
class IncomingFile:
    """A temporary file beside those that are kept."""

    path: Path
    sha256: str
    size: int
    _storage: "FolderStorage"

    def keep(self) -> None:
        self._storage._put_in_place(self)

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)


class FolderStorage:
    """A folder that nobody else reads. What is killed half-way leaves an unfinished file, never half a kept one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._unfinished = folder / "unfinished"

    def receive(self, stream: IO[bytes], *, most_bytes: int) -> IncomingFile:
        for folder in (self._folder, self._unfinished):  # each by itself, for the mode is the last one's alone
            folder.mkdir(mode=0o700, exist_ok=True)
        path = self._unfinished / uuid4().hex
        digest, size = hashlib.sha256(), 0
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > most_bytes:
                        raise TooLarge
                    digest.update(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return IncomingFile(path, digest.hexdigest(), size, self)

    def open(self, sha256: str) -> BinaryIO:
        return self._path(sha256).open("rb")

    def exists(self, sha256: str) -> bool:
        return self._path(sha256).is_file()

    def remove(self, sha256: str, *, unused_for: float) -> bool:
        path = self._path(sha256)
        with self._turn(), suppress(FileNotFoundError):
            if time.time() - path.stat().st_mtime >= unused_for:
                path.unlink()
                return True
        return False

    def kept(self) -> Iterator[str]:
        for path in sorted(self._folder.glob("[0-9a-f][0-9a-f]/*")):
            if _HASH.fullmatch(path.parent.name + path.name):
                yield path.parent.name + path.name

    def remove_unfinished(self, *, older_than: float) -> int:
        removed = 0
        for path in self._unfinished.glob("*"):
            with suppress(FileNotFoundError):
                if time.time() - path.stat().st_mtime >= older_than:
                    path.unlink()
                    removed += 1
        return removed

    def _put_in_place(self, incoming: IncomingFile) -> None:
        """The same content twice lands in the same place; that it is new again keeps `remove` from it for a while."""
        path = self._path(incoming.sha256)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with self._turn():
            incoming.path.replace(path)
        _flush_folder(path.parent)
        _flush_folder(self._folder)

    def _path(self, sha256: str) -> Path:
        if not _HASH.fullmatch(sha256):
            raise ValueError(f"{sha256!r} is no hash.")
        return self._folder / sha256[:2] / sha256[2:]

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Keep a file from being put back in the moment between a look at its age and its removal."""
        line = os.open(self._folder / "turn", os.O_RDONLY | os.O_CREAT, 0o600)
        try:
            fcntl.flock(line, fcntl.LOCK_EX)
            yield
        finally:
            os.close(line)


def _flush_folder(folder: Path) -> None:
    """A name is safe only once its folder is on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
