"""Exports for tests."""

from pathlib import Path

from flask import current_app

from app.accounts.models import Colleague
from app.database import db, utc_now
from app.exports.folder import ExportFolder
from app.exports.models import Export
from app.exports.rules import FileKind
from app.exports.services import ListToExport, begin_export


def make_export(
    colleague: Colleague, *, filters: str = "", columns: tuple[str, ...] = ("date", "subject"), has_file: bool = False
) -> Export:
    """Of contacts as XLSX; where it is to have a file, one that holds nothing."""
    exported = ListToExport(
        name="contacts", title="Contacts", filters=filters, filters_in_words="", columns=columns, heads=columns
    )
    export = begin_export(exported=exported, file_kind=FileKind.XLSX, actor=colleague)
    if has_file:
        export.finished_at = utc_now()
        file = ExportFolder(Path(current_app.instance_path)).file_of(export.id)
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"")
        db.session.flush()
    return export
