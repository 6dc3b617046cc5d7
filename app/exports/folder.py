"""The folder of the files that are made in the background, until they are fetched or too old."""

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from app.exports.rules import FileKind

KEPT = dt.timedelta(days=7)
FOLDER = "exports"
# What is made in the background: a long PDF is put into one file in parts.
ENDINGS = {FileKind.CSV: (), FileKind.XLSX: ("xlsx",), FileKind.PDF: ("pdf", "zip")}


@dataclass(frozen=True)
class ExportFolder:
    """Within the folder of this machine."""

    instance_path: Path

    @property
    def path(self) -> Path:
        return self.instance_path / FOLDER

    def file_of(self, export_id: int, ending: str = "xlsx") -> Path:
        return self.path / f"{export_id}.{ending}"

    def find_file(self, export_id: int, kind: FileKind) -> Path | None:
        """Its file; none before it is whole, and after it is removed."""
        files = (self.file_of(export_id, ending) for ending in ENDINGS[kind])
        return next((file for file in files if file.is_file()), None)

    @contextmanager
    def writing(self, export_id: int, ending: str = "xlsx") -> Iterator[Path]:
        """Where the file is written, with whatever that takes: under its own name there is none but a whole one."""
        unfinished = self.path / f"{export_id}.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)  # of a worker that was killed
        unfinished.mkdir(parents=True)
        try:
            file = self.file_of(export_id, ending)
            yield unfinished / file.name
            (unfinished / file.name).rename(file)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)

    def remove_old(self, *, now: dt.datetime) -> Iterator[int]:
        """Remove what is older than a week. The numbers of the exports whose files are gone."""
        for file in sorted(self.path.glob("*")) if self.path.is_dir() else []:
            if now.timestamp() - file.stat().st_mtime < KEPT.total_seconds():
                continue
            if file.is_dir():
                shutil.rmtree(file)
                continue
            file.unlink()
            if file.suffix[1:] in chain(*ENDINGS.values()) and file.stem.isdecimal():
                yield int(file.stem)
