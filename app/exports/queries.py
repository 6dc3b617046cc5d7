"""Reads of exports: nobody but whoever made one may know of it."""

from sqlalchemy import select

from app.core.errors import NotFound
from app.database import db
from app.exports.models import Export

KIND = "export"


def get_export(export_id: int, *, colleague_id: int) -> Export:
    """Raises NotFound when there is none of theirs."""
    export = db.session.get(Export, export_id)
    if export is None or export.colleague_id != colleague_id:
        raise NotFound
    return export


def find_export_of_job(job_id: int, *, colleague_id: int) -> Export | None:
    """The one of theirs whose file the job makes."""
    of_job = select(Export).where(Export.job_id == job_id, Export.colleague_id == colleague_id)
    return db.session.scalar(of_job)
