"""A point's page: its words, what became of it, who else says the same; and points of documents."""

import datetime as dt

import pytest

from app.accounts.rules import Role
from app.contacts.visibility import Reader
from app.partnership.dispositions import Disposal, dispose
from app.partnership.outputs.details import OutputDetails
from app.partnership.outputs.services import add_output
from app.points.groups import say_the_same
from app.points.models import Point
from app.points.rules import BarrierNature, Disposition, PointKind
from app.programme.rules import OutputKind
from tests.factories.contacts import make_contact, make_organisation, make_plain_colleague
from tests.factories.directory import make_organisation as in_directory
from tests.factories.partnership import make_output, make_point
from tests.support.two_editors import sent_by

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
DAY = dt.date(2021, 2, 3)
ANYBODY = Reader(0, may_read_restricted=False)
NEW = {"words": "Staff fear blame", "kind": "barrier", "barrier_nature": "cultural", "document": "Example report"}
NEW |= {"paragraph": "7", "raised_on": "3 Feb 2021", "whom": "", "sector_id": ""}


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as(Role.OFFICER)


def words(response):
    return " ".join(response.page.css_first("main").text(separator=" ").split())


def test_the_page_leads_to_the_contact_the_output_and_the_other_voices(client, officer):
    council, output = make_organisation(), make_output()
    contact = make_contact("Front door", organisations=[council], date=DAY)
    first = make_point("Fear of blame")
    voice = make_point("Blame is feared", contact, by_organisation_id=council.id)
    say_the_same(point=voice, same_as=first, actor=officer, reader=ANYBODY)
    taken = Disposal(Disposition.TAKEN_INTO_OUTPUT, "The card says so.", DAY, output.id)
    dispose(points=[first], disposal=taken, actor=officer, reader=ANYBODY)
    response = client.get(f"/points/{voice.id}")
    text = words(response)
    assert "Taken into an output, 3 Feb 2021 The card says so. Taken into Duty desk card" in text
    assert "Held by the first of those that say the same" in text
    assert "Fear of blame" in response.page.css_first("#voices").text()
    links = {link.attributes["href"] for link in response.page.css("main a")}
    assert {f"/contacts/{contact.id}", f"/organisations/{council.id}", f"/points/{first.id}"} <= links
    assert f"/outputs/{output.id}" in links
    assert f"/contacts/{contact.id}/edit#points" in links


def test_where_nobody_is_named_it_leads_to_whom_the_contact_was_with(client, officer):
    bodies = [make_organisation(f"Example Body {number}") for number in range(3)]
    contact = make_contact("Meeting with the bodies", organisations=bodies, date=DAY)
    about = client.get(f"/points/{make_point(contact=contact).id}").page.css_first("main")
    text = " ".join(about.text().split())
    assert "Example Body 0, Example Body 1 + 1" in text
    assert "Meeting with the bodies" in text
    assert "Meeting: Meeting" not in text
    links = {link.attributes["href"] for link in about.css("a")}
    assert {f"/organisations/{bodies[0].id}", f"/organisations/{bodies[1].id}"} <= links


def test_saying_what_became_of_it_asks_for_what_it_needs_and_keeps_what_was_typed(client, officer):
    point = make_point()
    address = f"/points/{point.id}/dispose"
    page = client.get(address).page
    assert page.css_first("#disposed_on").attributes["value"]
    assert page.css_first("main form p a").attributes["href"] == f"/outputs/add?point={point.id}"
    typed = {"disposition": "declined", "answer": "", "disposed_on": "yesterday evening", "version": point.version}
    response = client.post(address, data=typed)
    assert response.status_code == 422
    assert response.page.css_first("#disposed_on").attributes["value"] == "yesterday evening"
    response = client.post(address, data=typed | {"disposed_on": "4 Feb 2021"})
    assert "Say why it was declined." in response.text
    typed |= {"disposed_on": "4 Feb 2021", "answer": "The law is settled"}
    response = client.post(address, data=typed, follow_redirects=True)
    assert "Declined, 4 Feb 2021 The law is settled" in words(response)
    assert "Declined" in response.page.css_first("#changes").text()


@pytest.mark.parametrize(
    ("disposition", "message"),
    [
        ("new", "You wrote an answer: choose what became of the point, or empty the answer."),
        ("noted", "You named an output: choose “Taken into an output”, or empty this field."),
    ],
)
def test_no_answer_and_no_output_that_was_typed_is_dropped(client, officer, disposition, message):
    point, details = make_point(), OutputDetails(title="Duty desk card", kind=OutputKind.GUIDANCE)
    output = add_output(details=details, actor=officer, today=DAY)
    typed = {"disposition": disposition, "answer": "See the card", "disposed_on": "4 Feb 2021"}
    typed |= {"output": output.title, "version": point.version}
    response = client.post(f"/points/{point.id}/dispose", data=typed)
    assert response.status_code == 422
    assert message in response.text
    sent = sent_by(response.page.css_first("main form"))
    assert {name: sent[name] for name in typed} == {name: str(value) for name, value in typed.items()}
    assert point.disposition is Disposition.NEW


def test_the_second_of_two_who_say_it_is_told_and_can_still_save(client, officer):
    point = make_point()
    typed = {"disposition": "noted", "disposed_on": "4 Feb 2021", "version": point.version}
    client.post(f"/points/{point.id}/dispose", data=typed)
    response = client.post(f"/points/{point.id}/dispose", data=typed | {"disposition": "under_consideration"})
    assert response.status_code == 422
    assert "saved this while you were writing" in response.text
    again = typed | {"version": response.page.css_first("#version").attributes["value"], "disposition": "new"}
    assert client.post(f"/points/{point.id}/dispose", data=again).status_code == 302
    assert point.disposition is Disposition.NEW


def test_like_points_are_offered_joined_and_parted_again(client, officer):
    first = make_point("Staff fear blame", raised_on=DAY - dt.timedelta(days=9))
    later = make_point("Staff fear the blame")
    make_point("Opening hours")
    radios = client.get(f"/points/{later.id}").page.css("#same input[type=radio]")
    assert [radio.attributes["value"] for radio in radios] == [str(first.id)]
    response = client.post(f"/points/{later.id}/same", data={"same_as": first.id}, follow_redirects=True)
    assert "Staff fear the blame says the same as Staff fear blame" in response.text
    assert later.same_as_id == first.id
    undo = response.page.css_first(".app-message form")
    fields = {node.attributes["name"]: node.attributes["value"] for node in undo.css("input")}
    response = client.post(undo.attributes["action"], data=fields, follow_redirects=True)
    assert "a point of its own again" in response.text
    assert later.same_as_id is None
    assert "Choose the point" in client.post(f"/points/{later.id}/same", follow_redirects=True).text


def test_like_points_are_told_while_typing(client, officer):
    council = make_organisation()
    point = make_point("Staff fear blame", make_contact(organisations=[council], date=DAY))
    voice = make_point("Staff fear the blame")
    say_the_same(point=voice, same_as=point, actor=officer, reader=ANYBODY)
    found = client.get("/points/similar?words=staff+fearing+blame&kind=concern").json["points"]
    assert found == [
        {
            "id": point.id,
            "words": "Staff fear blame",
            "kind": "Concern",
            "date": "3 Feb 2021",
            "who": "Example County Council",
            "voices": 2,
            "disposition": "New, no disposition yet",
            "url": f"/points/{point.id}",
        }
    ]
    assert client.get(f"/points/similar?words=staff+fear+blame&excluding={voice.id}").json["points"] == []
    assert client.get("/points/similar").json["points"] == []


def test_a_point_of_a_document_is_added_and_edited(client, session, officer):
    in_directory("Example Trust")
    response = client.post("/points/add", data=NEW | {"whom": "Example Trust"}, follow_redirects=True)
    assert "Staff fear blame is among the points raised." in response.text
    assert "Example report, paragraph 7" in words(response)
    point = session.query(Point).one()
    assert (point.kind, point.barrier_nature) == (PointKind.BARRIER, BarrierNature.CULTURAL)
    page = client.get(f"/points/{point.id}/edit").page
    shown = {node.attributes["name"]: node.attributes.get("value", "") for node in page.css("main form input")}
    shown |= {node.attributes["name"]: node.text() for node in page.css("main form textarea")}
    for node in page.css("main form select:not([multiple])"):
        chosen = node.css_first("option[selected]")
        shown[node.attributes["name"]] = chosen.attributes["value"] if chosen else ""
    response = client.post(f"/points/{point.id}/edit", data=shown, follow_redirects=True)
    assert len(response.page.css("#changes li")) == 1  # it saved back what it showed
    response = client.post(f"/points/{point.id}/edit", data=shown | {"words": "Blame"}, follow_redirects=True)
    assert response.page.css_first("h1").text() == "Blame"


def test_every_problem_of_a_point_of_a_document_is_told_with_a_link(client, officer):
    wrong = NEW | {"words": "", "document": "", "raised_on": "31 Feb", "whom": "Nobody’s"}
    response = client.post("/points/add", data=wrong)
    assert response.status_code == 422
    links = {link.attributes["href"] for link in response.page.css(".govuk-error-summary__list a")}
    assert links == {"#raised_on", "#whom"}
    response = client.post("/points/add", data=wrong | {"raised_on": "", "whom": ""})
    links = {link.attributes["href"] for link in response.page.css(".govuk-error-summary__list a")}
    assert links == {"#words", "#document", "#raised_on"}


def test_a_point_of_a_contact_is_edited_with_it(client, officer):
    contact = make_contact()
    response = client.get(f"/points/{make_point(contact=contact).id}/edit")
    assert f"/contacts/{contact.id}/edit#points" in response.text


def test_points_of_a_restricted_contact_are_nowhere_for_others(client, officer):
    on_it = make_plain_colleague()
    secret = make_contact("Secret", is_restricted=True, colleagues=[on_it])
    hidden = make_point("Staff fear quindrel", secret)
    shown = make_point("Staff fear quindrel blame")
    for address in ("/points/", "/points/?words=quindrel", f"/points/{shown.id}", "/points/barriers"):
        assert "Secret" not in client.get(address).text
    for tail in ("", "/edit", "/dispose", "/same", "/apart"):
        method = client.post if tail in {"/same", "/apart"} else client.get
        assert method(f"/points/{hidden.id}{tail}").status_code == 404
    assert client.post(f"/points/{shown.id}/same", data={"same_as": hidden.id}).status_code == 404
    client.post("/points/dispose", data={"point": hidden.id, "disposition": "under_consideration"})
    assert hidden.disposition is Disposition.NEW


def test_the_way_back_to_one_point_names_none_that_the_reader_may_not_read(client, officer):
    hidden = make_point("Secret", make_contact(is_restricted=True))
    voice = make_point("Staff fear blame", same_as_id=hidden.id)
    response = client.post(f"/points/{voice.id}/apart", follow_redirects=True)
    assert "a point of its own again" in response.text
    assert not response.page.css(".app-message form")
    assert voice.same_as_id is None


def test_barriers_are_counted_and_each_number_opens_its_list(client, officer):
    today = dt.datetime.now(dt.UTC).date()
    make_point("Staff fear blame", raised_on=today, kind=PointKind.BARRIER, barrier_nature=BarrierNature.CULTURAL)
    page = client.get("/points/barriers").page
    row = page.css("table")[1].css_first("tbody tr")
    numbers = [" ".join(node.text().split()) for node in row.css("td")]
    assert numbers == ["Cultural 1", "Organisational 0", "Legal 0", "Technical 0", "Resource 0", "Not said 0", "All 1"]
    listed = client.get(row.css_first("td a").attributes["href"])
    assert [node.text(strip=True) for node in listed.page.css(".app-point .app-title")] == ["Staff fear blame"]


def test_an_organisation_s_page_shows_what_it_raised_and_what_became_of_it(client, officer):
    council = in_directory()
    contact = make_contact(organisations=[council], date=DAY)
    for number in range(4):
        make_point(f"Point {number}", contact, disposition=Disposition.NOTED, disposed_on=DAY)
    make_point("Fear of blame", by_organisation_id=council.id)
    make_point("Of somebody else")
    page = client.get(f"/organisations/{council.id}").page
    section = page.css_first("#raised")
    assert "5 points" in section.text()
    assert [node.text() for node in section.css(".app-title")] == ["Point 3", "Point 2", "Point 1"]
    assert "Noted, 3 Feb 2021" in section.text()
    assert section.css_first(".app-section__link").attributes["href"] == f"/points/?organisation={council.id}"
    assert "1 with no disposition" in page.css_first(".app-figures").text()


def test_a_contact_s_page_leads_to_its_points_and_says_what_became_of_them(client, officer):
    contact = make_contact()
    point = make_point("Staff fear blame", contact, disposition=Disposition.NOTED, disposed_on=DAY)
    section = client.get(f"/contacts/{contact.id}").page.css_first("#points")
    assert section.css_first("a").attributes["href"] == f"/points/{point.id}"
    assert "Noted, 3 Feb 2021" in section.text()
