"""/organisations/<id>/whole-history: every contact as PDF, at once or in the background, and an account of it."""

from io import BytesIO
from zipfile import ZipFile

import pypdf
import pytest
from sqlalchemy import select

from app.accounts.rules import Role
from app.audit.models import AuditEntry
from app.reports.histories import exporting, parts
from app.web.organisations import whole_history_views as views
from tests.factories.contacts import make_contact, make_organisation
from tests.support.jobs import run_waiting_jobs

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def council():
    council = make_organisation()
    for day in range(1, 4):
        make_contact(f"Meeting {day}", organisations=[council], notes="Staff hold back.")
    return council


def text_of(content):
    pages = pypdf.PdfReader(BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def exported(session):
    """What is said of exports among the changes, the first first."""
    entries = session.scalars(select(AuditEntry).where(AuditEntry.subject_kind == "export").order_by(AuditEntry.id))
    return [
        (entry.action, entry.subject_label, {each["label"]: each["new"] for each in entry.changes}) for entry in entries
    ]


def test_a_short_one_is_there_at_once_and_among_the_changes(client, session, sign_in_as, council):
    sign_in_as(Role.OFFICER)
    make_contact("In confidence", organisations=[council], is_restricted=True)
    address = f"/organisations/{council.id}/whole-history"
    assert "3 contacts. The file is there in a few seconds." in client.get(address).text
    response = client.post(address, data={"order": "oldest"})
    assert response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment; filename=history-example-county-council-")
    root = pypdf.PdfReader(BytesIO(response.data)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    text = text_of(response.data)
    assert "3 contacts in all, oldest first." in text
    assert text.index("Meeting 1") < text.index("Meeting 3")
    assert "In confidence" not in text
    label = "History of Example County Council as PDF"
    assert [(action, said) for action, said, _changes in exported(session)] == [
        ("exported", label),
        ("completed", label),
    ]
    assert exported(session)[1][2] == {"Rows": "3"}


def test_a_long_one_is_made_in_parts_in_the_background_for_whoever_asked(
    client, session, sign_in_as, council, monkeypatch
):
    for module in (exporting, views):
        monkeypatch.setattr(module, "MOST_AT_ONCE", 2)
    for module in (exporting, parts):
        monkeypatch.setattr(module, "PER_PART", 2)
    me = sign_in_as(Role.OFFICER)
    address = f"/organisations/{council.id}/whole-history"
    assert "made in the background" in client.get(address).text
    job = client.post(address, data={"order": "oldest"}).location
    run_waiting_jobs()
    page = client.get(job).page
    assert "Done." in page.css_first("main").text()
    link = next(link for link in page.css("main a") if "Fetch the file" in link.text()).attributes["href"]
    response = client.get(link)
    assert response.mimetype == "application/zip"
    with ZipFile(BytesIO(response.data)) as file:
        names = file.namelist()
        texts = [text_of(file.read(name)) for name in names]
    assert [name[-10:] for name in names] == ["part-1.pdf", "part-2.pdf"]
    assert "Part 2 of 2" in texts[1]
    assert [[f"Meeting {day}" in text for day in (1, 2, 3)] for text in texts] == [
        [True, True, False],
        [False, False, True],
    ]
    assert exported(session)[-1][2] == {"Rows": "3"}
    sign_in_as(Role.MANAGER)
    assert client.get(link).status_code == 404
    assert me.name not in client.get(job).text


def test_where_there_is_nothing_to_tell_it_says_so(client, sign_in_as):
    sign_in_as(Role.OFFICER)
    page = client.get(f"/organisations/{make_organisation().id}/whole-history").page
    assert "No contact with Example County Council is recorded yet." in page.css_first("main").text()
    assert page.css_first("main form") is None
    assert client.post("/organisations/999/whole-history").status_code == 404


def test_its_page_leads_there(client, sign_in_as, council):
    sign_in_as(Role.OFFICER)
    page = client.get(f"/organisations/{council.id}").page
    assert page.css_first(f'a[href="/organisations/{council.id}/whole-history"]') is not None
