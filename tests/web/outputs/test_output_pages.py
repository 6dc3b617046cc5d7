"""/outputs/: what is produced, and the points and contacts behind it."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.contacts.rules import Visibility
from app.contacts.visibility import Reader
from app.core.clock import office_today
from app.partnership.models import OutputContact, OutputPoint
from app.partnership.output_evidence import add_contact_to_output, add_points_to_output
from app.points.rules import Disposition, PointKind
from app.points.services import PointDetails, set_points
from app.programme.models import CommitmentOutput, Output
from app.programme.rules import OutputStatus
from tests.factories.contacts import make_commitment, make_contact, make_organisation
from tests.factories.partnership import make_output, make_point

DAY = dt.date(2021, 3, 1)
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as("officer")


@pytest.fixture
def reader(officer):
    return Reader(officer.id, may_read_restricted=False)


def words_of(node):
    return " ".join(node.text(separator=" ").split())


def rows_of(page):
    return [words_of(row) for row in page.css("main .app-rows > .app-row")]


def the_output(session):
    session.expire_all()
    return session.scalars(select(Output)).one()


def test_the_list_says_where_each_stands_and_what_is_behind_it(client, officer, reader):
    today = office_today()
    built = make_output("Duty desk card", status=OutputStatus.PUBLISHED, published_on=dt.date(2021, 3, 1))
    make_output("Front door card", due_on=today - dt.timedelta(days=3))
    contact = make_contact()
    add_points_to_output(output=built, point_ids=[make_point(contact=contact).id], actor=officer, reader=reader)
    add_contact_to_output(output=built, contact=contact, actor=officer)
    page = client.get("/outputs/").page
    assert rows_of(page)[0] == ("1 Mar 2021 published Duty desk card Guidance Built on 1 point and 1 contact Published")
    assert "3 days over Front door card Guidance Nothing behind it yet Proposed" in rows_of(page)[1]
    assert len(rows_of(client.get("/outputs/?behind=nothing").page)) == 1
    assert "No output matches." in client.get("/outputs/?kind=event").text


def test_an_empty_list_says_what_to_do(client, officer):
    assert client.get("/outputs/").page.css_first('.app-empty a[href="/outputs/add"]') is not None


def test_one_with_nothing_behind_it_says_so_and_what_to_do(client, officer, sign_in_as):
    output = make_output()
    page = client.get(f"/outputs/{output.id}").page
    assert "Nothing is recorded behind this output yet. Find the points" in words_of(page.css_first("#built-on"))
    assert page.css_first(f'#built-on a[href="/outputs/{output.id}/points"]') is not None
    sign_in_as("reader")
    page = client.get(f"/outputs/{output.id}").page
    assert page.css_first(f'#built-on a[href="/outputs/{output.id}/points"]') is None


def test_an_output_is_added_with_the_point_and_the_commitment_that_led_to_it(client, officer, session):
    point, commitment = make_point("Say it on one page", make_contact()), make_commitment("Guidance")
    form = client.get(f"/outputs/add?point={point.id}&commitment={commitment.id}").page
    assert "checked" in form.css_first("input[name=points]").attributes
    typed = {"title": "One page", "kind": "guidance", "status": "drafting", "published_at": "Data Sharing Hub"}
    begun = {"points": point.id, "commitments": commitment.id, "say_so": "y"}
    response = client.post("/outputs/add", data={**typed, **begun, "link": "www.example.org"})
    output = the_output(session)
    assert response.location == f"/outputs/{output.id}"
    assert (output.status, output.published_at, output.link) == (
        OutputStatus.DRAFTING,
        "Data Sharing Hub",
        "https://www.example.org",
    )
    assert session.scalars(select(OutputPoint.point_id)).all() == [point.id]
    assert point.disposition is Disposition.TAKEN_INTO_OUTPUT
    assert session.scalars(select(CommitmentOutput.commitment_id)).all() == [commitment.id]
    assert client.get("/outputs/add").page.css_first("datalist option").attributes["value"] == "Data Sharing Hub"


def test_everything_wrong_is_told_at_once_and_nothing_typed_is_lost(client, officer, session):
    point = make_point(contact=make_contact())
    typed = {"title": "", "kind": "", "status": "published", "link": "not an address", "description": "Kept"}
    response = client.post("/outputs/add", data={**typed, "points": point.id})
    assert response.status_code == 422
    assert [link.text() for link in response.page.css(".govuk-error-summary a")] == [
        "Enter what it is called.",
        "Choose what kind of thing it is.",
        "Enter the day on which it was published.",
        "Enter the address of a website, such as www.example.org.",
    ]
    assert response.page.css_first("#description").text() == "Kept"
    assert "checked" in response.page.css_first("input[name=points]").attributes


def test_a_stale_edit_is_told_and_keeps_what_was_typed(client, officer, session):
    output = make_output()
    typed = {"title": "Mine", "kind": "guidance", "status": "proposed", "version": output.version}
    edit = f"/outputs/{output.id}/edit"
    assert client.get(edit).page.css_first("#title").attributes["value"] == "Duty desk card"
    assert client.post(edit, data=typed).status_code == 302
    stale = client.post(edit, data={**typed, "title": "Mine still"})
    assert "saved this while you were writing" in stale.text
    assert stale.page.css_first("#title").attributes["value"] == "Mine still"


def test_points_are_found_ticked_taken_in_and_taken_out_with_a_way_back(client, officer, session):
    output, council = make_output(), make_organisation()
    contact = make_contact(organisations=[council])
    set_points(contact=contact, details=[PointDetails(PointKind.CONCERN, "Staff fear blame")])
    page = client.get(f"/outputs/{output.id}/points?words=fear").page
    assert "Staff fear blame Concern · 3 Feb 2021 · Example County Council · Meeting" in words_of(
        page.css_first("main")
    )
    [ticked] = [box.attributes["value"] for box in page.css("input[name=point]")]
    taken = client.post(f"/outputs/{output.id}/points", data={"point": ticked}, follow_redirects=True)
    assert "is built on 1 point more" in taken.text
    [row] = rows_of(taken.page)[:1]
    assert row.startswith("3 Feb 2021 Concern Staff fear blame Example County Council · New")
    out = client.post(f"/outputs/{output.id}/points/{ticked}/take-out", follow_redirects=True)
    assert session.scalar(select(OutputPoint.point_id)) is None
    undo = out.page.css_first(".app-message form")
    fields = {node.attributes["name"]: node.attributes["value"] for node in undo.css("input")}
    client.post(undo.attributes["action"], data=fields)
    assert session.scalar(select(OutputPoint.point_id)) == int(ticked)


def test_nothing_ticked_is_told(client, officer):
    output = make_output()
    response = client.post(f"/outputs/{output.id}/points", data={}, follow_redirects=True)
    assert "Tick the points that the output is built on." in response.text


def test_a_contact_is_named_taken_in_and_taken_out_with_a_way_back(client, officer, session):
    output, contact = make_output(), make_contact("A morning at the hub")
    contacts = f"/outputs/{output.id}/contacts"
    assert client.post(contacts, data={"contact": ""}).status_code == 422
    client.post(contacts, data={"contact": f"/contacts/{contact.id}"})
    assert session.scalar(select(OutputContact.contact_id)) == contact.id
    assert "Meeting A morning at the hub" in rows_of(client.get(f"/outputs/{output.id}").page)[0]
    shown_there = client.get(f"/contacts/{contact.id}").page
    assert shown_there.css_first(f'main a[href="/outputs/{output.id}"]') is not None
    out = client.post(f"{contacts}/{contact.id}/take-out", follow_redirects=True)
    assert session.scalar(select(OutputContact.contact_id)) is None
    undo = out.page.css_first(".app-message form")
    fields = {node.attributes["name"]: node.attributes["value"] for node in undo.css("input")}
    client.post(undo.attributes["action"], data=fields)
    assert session.scalar(select(OutputContact.contact_id)) == contact.id


def test_points_taken_in_say_so_unless_somebody_has_said_what_became_of_them(client, officer, session):
    output, contact = make_output(), make_contact()
    new, noted = make_point("New", contact), make_point("Noted", contact, disposition="noted", disposed_on=DAY)
    answered = make_point("Told", contact, disposition="under_consideration", answer="We are at it")
    ids = [new.id, noted.id, answered.id]
    client.post(f"/outputs/{output.id}/points", data={"point": ids, "say_so": "y"})
    session.expire_all()
    assert [(point.disposition.value, point.answer) for point in (new, noted, answered)] == [
        ("taken_into_output", ""),
        ("noted", ""),
        ("taken_into_output", "We are at it"),
    ]
    out = client.post(f"/outputs/{output.id}/points/{new.id}/take-out", follow_redirects=True)
    assert out.page.css_first(f'.app-message a[href="/points/{new.id}/dispose"]') is not None
    quiet = make_point("Quiet", contact)
    client.post(f"/outputs/{output.id}/points", data={"point": quiet.id})
    session.expire_all()
    assert quiet.disposition.value == "new"


def test_commitments_are_ticked_and_taken_out_with_a_way_back(client, officer, session):
    output, commitment = make_output(), make_commitment("Guidance")
    address = f"/outputs/{output.id}/commitments"
    assert [box.attributes["value"] for box in client.get(address).page.css("input[name=commitment]")] == ["1"]
    client.post(address, data={"commitment": commitment.id})
    assert "Guidance" in client.get(f"/outputs/{output.id}").page.css_first("#keeps").text()
    out = client.post(f"{address}/{commitment.id}/take-out", follow_redirects=True)
    undo = out.page.css_first(".app-message form")
    fields = {node.attributes["name"]: node.attributes["value"] for node in undo.css("input")}
    client.post(undo.attributes["action"], data=fields)
    assert session.scalar(select(CommitmentOutput.commitment_id)) == commitment.id


def test_what_is_restricted_leaves_no_trace_on_any_page_of_outputs(client, officer, reader, sign_in_as):
    output, contact = make_output(), make_contact("Zorblat", colleagues=[officer])
    point = make_point("Quindrel was said", contact)
    add_points_to_output(output=output, point_ids=[point.id], actor=officer, reader=reader)
    add_contact_to_output(output=output, contact=contact, actor=officer)
    contact.visibility = Visibility.RESTRICTED
    mine = client.get(f"/outputs/{output.id}").text
    assert "Zorblat" in mine
    assert "Quindrel" in mine
    sign_in_as("administrator")
    for address in (
        "",
        str(output.id),
        f"{output.id}/points?words=quindrel",
        f"{output.id}/edit",
        f"add?point={point.id}",
    ):
        text = client.get(f"/outputs/{address}").text
        assert "Zorblat" not in text, address
        assert "Quindrel" not in text, address
    assert "Nothing behind it yet" in client.get("/outputs/").text
    assert client.post(f"/outputs/{output.id}/points/{point.id}/take-out").status_code == 404
    assert client.post(f"/outputs/{output.id}/contacts/{contact.id}/take-out").status_code == 404


def test_the_search_of_the_bar_finds_outputs(client, officer):
    client.post("/outputs/add", data={"title": "Duty desk card", "kind": "guidance", "status": "proposed"})
    page = client.get("/search?q=duty").page
    assert [link.text() for link in page.css("main .app-rows a.app-title")] == ["Duty desk card"]
