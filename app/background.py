"""Every kind of work that is done in the background, and what does it."""

from collections.abc import Generator, Mapping
from pathlib import Path

from flask import current_app

from app.exports.folder import ExportFolder
from app.jobs.handling import Handler, Progress, RunningJob
from app.many import services as many
from app.many.working import change_many, prepare_many, undo_many
from app.reports.histories.exporting import KIND_OF_JOB as HISTORY
from app.reports.histories.exporting import make_history
from app.reports.lists.making_xlsx import KIND_OF_JOB as EXPORT
from app.reports.lists.making_xlsx import make_xlsx
from app.upkeep.duplicates.finding import LOOK_JOB, find_in_background
from app.upkeep.merging.background import merge_in_background, undo_merge_in_background
from app.upkeep.merging.services import MERGE_JOB, UNDO_JOB


def _export(job: RunningJob) -> Generator[Progress]:
    return make_xlsx(job, folder=_folder(), context=current_app.app_context)


def _history(job: RunningJob) -> Generator[Progress]:
    return make_history(job, folder=_folder(), context=current_app.app_context)


def _folder() -> ExportFolder:
    return ExportFolder(Path(current_app.instance_path))


HANDLERS: Mapping[str, Handler] = {
    many.PREPARE: prepare_many,
    many.DO: change_many,
    many.UNDO: undo_many,
    EXPORT: _export,
    LOOK_JOB: find_in_background,
    MERGE_JOB: merge_in_background,
    UNDO_JOB: undo_merge_in_background,
    HISTORY: _history,
}
