"""Keeping account of exports: each is among the changes before its first row leaves, and again with its count."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.accounts.models import Colleague
from app.audit.rules import Action, FieldChange
from app.audit.services import record
from app.database import db
from app.exports.folder import ExportFolder
from app.exports.models import Export
from app.exports.queries import KIND
from app.exports.rules import FileKind

ALL_ROWS = "None: the whole list"


@dataclass(frozen=True, kw_only=True)
class ListToExport:
    """A list as it stands before whoever exports it."""

    name: str
    title: str
    filters: str
    filters_in_words: str
    columns: Sequence[str]
    heads: Sequence[str]


def begin_export(*, exported: ListToExport, file_kind: FileKind, actor: Colleague) -> Export:
    """Say that it leaves."""
    export = Export(
        colleague_id=actor.id,
        list_name=exported.name,
        list_title=exported.title,
        file_kind=file_kind,
        filters=exported.filters,
        filters_in_words=exported.filters_in_words,
        columns=list(exported.columns),
    )
    db.session.add(export)
    db.session.flush()
    changes = [
        FieldChange("Format", "", file_kind.label),
        FieldChange("Filters", "", exported.filters_in_words or ALL_ROWS),
        FieldChange("Columns", "", ", ".join(exported.heads)),
    ]
    _record(export, Action.EXPORTED, actor, changes)
    return export


def finish_export(*, export: Export, rows: int, now: dt.datetime) -> None:
    """Say with how many rows it left."""
    export.row_count, export.finished_at = rows, now
    db.session.flush()
    _record(export, Action.COMPLETED, export.colleague, [FieldChange("Rows", "", f"{rows:,}")])


def break_off_export(*, export: Export, rows: int) -> None:
    """Say that it left in part."""
    export.row_count = rows
    db.session.flush()
    _record(export, Action.CHANGED, export.colleague, [FieldChange("Broke off after", "", f"{rows:,} rows")])


def forget_files(*, folder: ExportFolder, now: dt.datetime) -> int:
    """Remove the files that are older than a week, and say so of their exports. How many."""
    removed = list(folder.remove_old(now=now))
    for export_id in removed:
        export = db.session.get(Export, export_id)
        if export is not None:
            export.file_removed_at = now
    db.session.flush()
    return len(removed)


def _record(export: Export, action: Action, actor: Colleague, changes: Sequence[FieldChange]) -> None:
    record(
        actor=actor,
        action=action,
        subject_kind=KIND,
        subject_id=export.id,
        subject_label=f"{export.list_title} as {export.file_kind.label}",
        changes=changes,
    )
