"""Every list of the registry: saved, in chosen columns, exported, and the same rows each time."""

import csv
import datetime as dt
import io

import pytest

from app.accounts.rules import Role
from app.follow_ups.models import FollowUp
from app.programme.models import Workstream
from app.web.lists_shown.registry import LISTS
from tests.factories.contacts import make_commitment, make_contact
from tests.factories.directory import make_appointment, make_organisation, make_person, make_post
from tests.factories.partnership import added, make_inquiry, make_milestone, make_output, make_point
from tests.factories.saved_views import make_view

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

# What narrows each list to some of its rows, and the words of it.
NARROWED = {
    "contacts": ("words=front", "Front door"),
    "follow_ups": ("owner=me", "Send the notes"),
    "organisations": ("words=county", "Example County Council"),
    "people": ("words=kit", "Kit Example"),
    "posts": ("words=chair", "Chair"),
    "points": ("kind=concern", "Staff fear blame"),
    "workstreams": ("archived=yes", "Old workstream"),
    "commitments": ("whose=ours", "Ours"),
    "outputs": ("kind=toolkit", "Toolkit for schools"),
    "milestones": ("archived=yes", "Old milestone"),
    "inquiries": ("archived=yes", "Old inquiry"),
}


# A filter of each list that can't be read.
UNREADABLE = dict.fromkeys(NARROWED, "archived=perhaps") | {
    "contacts": "organisation=99999",
    "follow_ups": "due=31+Feb",
    "posts": "organisation=99999",
    "points": "from=31+Feb+2026",
    "inquiries": "committee=99999",
}


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as(Role.OFFICER)


@pytest.fixture
def record(session, officer):
    """Of each list one row that the filters leave, and one that they do not."""
    gone = {"archived_at": dt.datetime.now(dt.UTC), "archived_reason": "Over"}
    council, trust = make_organisation("Example County Council"), make_organisation("Example Trust")
    front, other = make_contact("Front door", organisations=[council]), make_contact("Behind")
    hidden = make_contact("Front of what is hidden", is_restricted=True)
    for contact, owner in ((front, officer.id), (hidden, officer.id), (other, None)):
        said = {"owner_id": owner, "owner_outside": "" if owner else "Theirs"}
        added(FollowUp(contact_id=contact.id, what="Send the notes", **said))
    for contact in (front, hidden):
        make_point(contact=contact)
    make_point("A question", kind="question")
    make_appointment(make_person("Kit Example"), make_post("Chair", council))
    make_person("Somebody Else")
    make_post("Director", trust)
    make_commitment("Ours", is_ours=True)
    make_commitment("Theirs", is_ours=False)
    make_output("Toolkit for schools", kind="toolkit")
    make_output("A card")
    for title, fields in (("Old", gone), ("New", {})):
        make_milestone(f"{title} milestone", **fields)
        make_inquiry(council, f"{title} inquiry", **fields)
        added(Workstream(name=f"{title} workstream", **fields))
    session.commit()


def table_of(response):
    return [
        [" ".join(cell.text().split()) for cell in row.css("td")]
        for row in response.page.css(".app-columns-table tbody tr")
    ]


def rows_of(file):
    return list(csv.reader(io.StringIO(file.data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("shown", LISTS, ids=lambda shown: shown.name)
@pytest.mark.usefixtures("record")
def test_page_view_and_file_hold_the_same(client, session, officer, app, shown):
    filters, words = NARROWED[shown.name]
    with app.test_request_context():
        address = shown.address(filters)
    assert client.get(address).status_code == 200
    view = make_view(
        officer,
        list_name=shown.name,
        filters=filters,
        columns=tuple(column.name for column in shown.offered if column.name != "sample"),
    )
    session.commit()
    page = client.get(f"{address}&view={view.id}")
    [row] = table_of(page)
    assert any(words in cell for cell in row)
    assert "names nothing" not in page.text
    client.post(f"/views/{view.id}/home", data={"on": "yes"})
    assert client.get("/").page.css_first("#views .app-row__count").text(strip=True) == "1"
    file = client.post(f"/exports/{shown.name}?{filters}&view={view.id}")
    heads, *rows = rows_of(file)
    assert heads == [column.label for column in shown.offered if column.name != "sample"]
    assert len(rows) == 1
    assert any(words in cell for cell in rows[0])


@pytest.mark.parametrize("shown", LISTS, ids=lambda shown: shown.name)
def test_an_empty_list_is_a_file_with_its_heads_alone(client, officer, shown):
    file = client.post(f"/exports/{shown.name}")
    assert rows_of(file) == [[column.label for column in shown.columns if column.is_shown]]


def test_with_a_filter_that_cannot_be_read_nothing_is_shown_saved_or_exported(client, record):
    for shown in LISTS:
        assert_nothing_is_shown_saved_or_exported(client, shown)


def assert_nothing_is_shown_saved_or_exported(client, shown):
    address = f"/{shown.name.replace('_', '-')}/?{UNREADABLE[shown.name]}"
    response = client.get(address)
    assert response.status_code == 422
    assert "1 thing to put right before the list is shown" in response.page.css_first(".govuk-error-summary").text()
    assert "The list is not shown." in response.page.css_first("main").text()
    assert not response.page.css("main .app-title, main .app-count, main table")
    for tool in ("/exports/", "/views/new/"):
        named = {"format": "csv", "name": "All of them", "sharing": "private"}
        sent = client.post(f"{tool}{shown.name}?{UNREADABLE[shown.name]}", data=named)
        assert (sent.status_code, sent.headers["Location"]) == (302, address)
