"""A list as an Excel workbook: made in the background, fetched by whoever asked for it, and by nobody else."""

import datetime as dt
import io
import os
import shutil
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from app.accounts.rules import Role
from app.audit.models import AuditEntry
from app.exports.folder import ExportFolder
from app.exports.models import Export
from app.jobs.models import Job
from app.jobs.rules import JobState
from app.reports.lists.contacts import ContactCells
from tests.factories.contacts import make_contact, make_organisation
from tests.factories.exports import make_export
from tests.factories.saved_views import make_view
from tests.support.jobs import run_waiting_jobs

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as(Role.OFFICER)


def fetched(client, job_page):
    link = next(link for link in job_page.page.css("main a") if "Fetch the file" in link.text())
    response = client.get(link.attributes["href"])
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment; filename=contacts-")
    return CalamineWorkbook.from_filelike(io.BytesIO(response.data))


def export(client, query=""):
    return client.post(f"/exports/contacts{query}", data={"format": "xlsx"})


def test_the_workbook_holds_what_the_list_shows(client, session, officer):
    make_contact("=1+1", organisations=[make_organisation("Example County Council")], notes="http://example.org")
    make_contact("A call", kind="call")
    make_contact("In confidence", is_restricted=True)
    asked = export(client, "?kind=meeting")
    assert "Fetch the file" not in client.get(asked.location).text
    assert run_waiting_jobs() == 1
    page = client.get(asked.location)
    assert "Done.</strong> 1 row" in page.text
    assert page.page.css_first("main a[href='/contacts/?kind=meeting']").text() == "Back to the list"
    head, row = fetched(client, page).get_sheet_by_name("Contacts").to_python()
    assert head[:4] == ["Date", "Kind", "Contact", "Organisations"]
    assert row[:4] == [dt.date(2021, 2, 3), "Meeting", "=1+1", "Example County Council"]
    assert row[7:11] == ["http://example.org", 0, 0, 0]
    of_exports = select(AuditEntry).where(AuditEntry.subject_kind == "export")
    told = session.scalars(of_exports.order_by(AuditEntry.id)).all()
    assert told[-1].changes == [{"label": "Rows", "old": "", "new": "1"}]


def test_the_columns_are_those_of_the_view(client, session, officer):
    make_contact("Front door")
    view = make_view(officer, columns=("subject", "status"), filters="")
    session.commit()
    asked = export(client, f"?view={view.id}")
    run_waiting_jobs()
    sheet = fetched(client, client.get(asked.location)).get_sheet_by_index(0)
    assert sheet.to_python() == [["Contact", "Status"], ["Front door", "Held"]]


def test_nobody_else_fetches_it(client, session, officer, sign_in_as):
    export(client)
    run_waiting_jobs()
    number = session.scalars(select(Export.id)).one()
    sign_in_as(Role.MANAGER)
    assert client.get(f"/exports/{number}/file").status_code == 404


def test_whoever_may_no_longer_sign_in_gets_no_file(client, session, officer):
    export(client)
    officer.is_active = False
    run_waiting_jobs()
    job = session.scalars(select(Job)).one()
    assert (job.state, job.problem) == (JobState.FAILED, "Your account was closed meanwhile, so no file was made.")


def test_what_fails_half_way_leaves_no_file(client, session, officer, app, monkeypatch):
    make_contact("Front door")
    folder = ExportFolder(Path(app.instance_path))
    shutil.rmtree(folder.path, ignore_errors=True)

    def fail(_self, _keys):
        raise OSError("The disk is gone.")

    monkeypatch.setattr(ContactCells, "rows", fail)
    export(client)
    run_waiting_jobs()
    assert session.scalars(select(Job)).one().state is JobState.FAILED
    assert list(folder.path.glob("*")) == []


def test_a_file_that_is_a_week_old_is_removed_and_its_page_says_so(client, session, officer, app):
    asked = export(client)
    run_waiting_jobs()
    number = session.scalars(select(Export.id)).one()
    file = ExportFolder(Path(app.instance_path)).file_of(number)
    week_ago = (dt.datetime.now() - dt.timedelta(days=8)).timestamp()  # noqa: DTZ005
    os.utime(file, (week_ago, week_ago))
    result = app.test_cli_runner().invoke(args=["tidy-exports"])
    assert result.output == "Removed 1 file of exports.\n"
    assert client.get(f"/exports/{number}/file").status_code == 404
    assert "The file was removed" in client.get(asked.location).text


def test_a_file_that_is_asked_for_too_early_is_not_there(client, session, officer):
    unfinished = make_export(officer)
    session.commit()
    assert client.get(f"/exports/{unfinished.id}/file").status_code == 404
