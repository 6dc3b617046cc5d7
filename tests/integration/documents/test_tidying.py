"""What nothing refers to goes, after a while; what something refers to stays."""

import datetime as dt
import os
import time
from pathlib import Path

import pytest
from flask import current_app

from app.cli import tidy_files
from app.database import is_read_only, utc_now
from app.documents.models import Attachment
from app.documents.rules import REMOVED_KEPT_DAYS
from app.documents.storage import storage_of
from tests.factories.contacts import make_contact
from tests.factories.files import files_in, make_file

LONG_AGO = 2 * 3600


@pytest.fixture
def folder(app):
    """The folder of files, empty at first."""
    folder = Path(current_app.instance_path) / "files"
    for name in files_in(folder):
        (folder / name).unlink()
    return folder


def make_old(folder):
    for name in files_in(folder):
        os.utime(folder / name, (time.time() - LONG_AGO, time.time() - LONG_AGO))


def tidy(app, session):
    session.commit()
    result = app.test_cli_runner().invoke(tidy_files)
    assert result.exit_code == 0, result.output
    session.expire_all()
    return result.output.strip()


def test_content_that_no_row_names_goes_after_an_hour(app, session, folder):
    kept = make_file(contact=make_contact())
    session.delete(make_file(contact=make_contact(), content=b"gone"))
    assert tidy(app, session) == "Forgot 0 files that were taken off, and removed 0 that nothing refers to."
    make_old(folder)
    assert tidy(app, session) == "Forgot 0 files that were taken off, and removed 1 that nothing refers to."
    assert files_in(folder) == [f"{kept.sha256[:2]}/{kept.sha256[2:]}"]


def test_an_upload_that_broke_off_goes_after_an_hour(app, session, folder):
    make_file(contact=make_contact())
    unfinished = folder / "unfinished" / "broken"
    unfinished.write_bytes(b"half a fi")
    assert "removed 0" in tidy(app, session)
    make_old(folder)
    assert "removed 1" in tidy(app, session)
    assert not unfinished.exists()


def test_a_file_that_was_taken_off_can_be_put_back_for_a_month(app, session, folder):
    file = make_file(contact=make_contact())
    sha256 = file.sha256
    file.removed_at = utc_now() - dt.timedelta(days=REMOVED_KEPT_DAYS - 1)
    make_old(folder)
    assert "Forgot 0" in tidy(app, session)
    file.removed_at = utc_now() - dt.timedelta(days=REMOVED_KEPT_DAYS + 1)
    assert tidy(app, session) == "Forgot 1 files that were taken off, and removed 1 that nothing refers to."
    assert session.query(Attachment).count() == 0
    assert not storage_of(current_app.extensions).exists(sha256)


def test_content_that_another_file_has_too_stays(app, session, folder):
    make_file(contact=make_contact(), name="a.pdf")
    file = make_file(contact=make_contact(), name="b.pdf")
    file.removed_at = utc_now() - dt.timedelta(days=REMOVED_KEPT_DAYS + 1)
    make_old(folder)
    assert "Forgot 1" in tidy(app, session)
    assert len(files_in(folder)) == 1


def test_nobody_who_writes_waits_for_it(app, session, folder, monkeypatch):
    make_file(contact=make_contact())
    asked = []
    monkeypatch.setattr("app.documents.tidying.referred_to", lambda hashes: asked.append(is_read_only()) or {*hashes})
    tidy(app, session)
    assert asked == [True]
    assert not is_read_only()
