"""A list as CSV: what is on the page, for whoever asks, with nothing that a spreadsheet would run."""

import csv
import datetime as dt
import io

import pytest
from sqlalchemy import select

from app.accounts.rules import Role
from app.audit.models import AuditEntry
from app.core.plain_dates import DatePrecision, PlainDate
from app.exports.models import Export
from app.reports.lists.contacts import ContactCells, contact_keys
from app.reports.lists.csv_files import BrokenOff
from tests.factories.contacts import make_contact, make_organisation, make_person, make_post
from tests.factories.saved_views import make_view

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as(Role.OFFICER)


def rows_of(response):
    assert response.data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(response.data.decode("utf-8-sig"), newline="")))


def changes(session):
    return session.scalars(select(AuditEntry).where(AuditEntry.subject_kind == "export").order_by(AuditEntry.id)).all()


def test_what_the_list_shows_is_what_the_file_holds(client, session, officer):
    council = make_organisation("Example County Council")
    head = make_post("Head of Early Help", council)
    day = PlainDate(make_contact("Older").date.replace(day=1), DatePrecision.MONTH)
    make_contact("Newer", organisations=[council], people=[make_person("A. Person")], posts=[head], notes="One\nTwo")
    make_contact("By month", date=day, colleagues=[officer])
    make_contact("In confidence", is_restricted=True)
    response = client.post("/exports/contacts?kind=meeting")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment; filename=contacts-" in response.headers["Content-Disposition"]
    head, *rows = rows_of(response)
    assert head[:6] == ["Date", "Kind", "Contact", "Organisations", "People and posts", "Our side"]
    assert [row[2] for row in rows] == ["Newer", "Older", "By month"]
    assert rows[0][:5] == [
        "2021-02-03",
        "Meeting",
        "Newer",
        "Example County Council",
        "A. Person; Head of Early Help",
    ]
    assert rows[0][7] == "One\nTwo"
    assert (rows[2][0], rows[2][5]) == ("February 2021", "Officer")


def test_the_filters_and_the_columns_of_a_view_are_those_of_the_file(client, session, officer):
    make_contact("Front door")
    view = make_view(officer, columns=("subject", "status"), filters="words=door")
    session.commit()
    assert rows_of(client.post(f"/exports/contacts?words=door&view={view.id}")) == [
        ["Contact", "Status"],
        ["Front door", "Held"],
    ]


def test_more_rows_than_are_read_at_once_are_all_there_once(client, session, officer, monkeypatch):
    monkeypatch.setattr(contact_keys, "__kwdefaults__", {"size": 3})
    for number in range(10):
        make_contact(f"Contact {number}")
    rows = rows_of(client.post("/exports/contacts"))
    assert sorted(row[2] for row in rows[1:]) == [f"Contact {number}" for number in range(10)]


def test_each_export_is_among_the_changes_before_it_leaves_and_after_with_its_count(client, session, officer):
    make_contact("Front door")
    client.post("/exports/contacts?kind=meeting")
    begun, finished = changes(session)
    assert (begun.actor_name, begun.action, begun.subject_label) == ("Officer", "exported", "Contacts as CSV")
    assert {"label": "Filters", "old": "", "new": "Meeting"} in begun.changes
    assert finished.changes == [{"label": "Rows", "old": "", "new": "1"}]
    assert session.scalars(select(Export)).one().finished_at


def test_a_file_that_breaks_off_does_not_look_like_a_whole_one(client, session, officer, monkeypatch):
    make_contact("Front door")
    session.commit()

    def fail(_self, _keys):
        raise OSError("The disk is gone.")

    monkeypatch.setattr(ContactCells, "rows", fail)
    with pytest.raises(BrokenOff):
        client.post("/exports/contacts")
    assert changes(session)[-1].changes == [{"label": "Broke off after", "old": "", "new": "0 rows"}]
    assert session.scalars(select(Export)).one().finished_at is None


def test_nothing_is_a_formula(client, session, officer):
    make_contact("=1+1", notes="\t=HYPERLINK(A1)", place="+44 20 7946 0000")
    [_head, row] = rows_of(client.post("/exports/contacts"))
    assert (row[2], row[7]) == ("'=1+1", "'\t=HYPERLINK(A1)")


def test_with_samples_loaded_chosen_columns_say_of_each_row_whether_it_is_one(client, session, officer):
    make_organisation().is_sample = True  # by which pages know that samples are loaded
    make_contact("A sample", is_sample=True)
    make_contact("Ours", date=dt.date(2021, 1, 1))
    view = make_view(officer, columns=("subject",), filters="")
    session.commit()
    assert rows_of(client.post(f"/exports/contacts?view={view.id}")) == [
        ["Contact", "Sample"],
        ["A sample", "sample"],
        ["Ours", ""],
    ]
