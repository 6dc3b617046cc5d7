"""Files as a browser sends them, with a form or by its script."""

import io
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from app.documents.judging import Judged
from app.documents.models import Attachment
from app.documents.reading.judge import judge, read_words
from tests.support.drafts import JSON, TOKEN


def chosen(*files):
    """The field of files: each a name, or a name and what is in it."""
    pairs = [(file, b"Minutes") if isinstance(file, str) else file for file in files]
    return [(io.BytesIO(content), name) for name, content in pairs]


def upload(client, *files, token=TOKEN, **more):
    """What the form's script sends."""
    return client.post(
        f"/contacts/drafts/{token}/files",
        data={"files": chosen(*files), **more},
        headers=JSON,
        content_type="multipart/form-data",
    )


def folder_of_files():
    return Path(current_app.instance_path) / "files"


def rows_of_files(session):
    session.expire_all()
    return session.scalars(select(Attachment).order_by(Attachment.id)).all()


def judge_here(path, name):
    """Judges and reads a file in this process. Raises Refused."""
    with path.open("rb") as file:
        kind = judge(file, name)
        file.seek(0)
        return Judged(kind.media_type, read_words(file, kind))
