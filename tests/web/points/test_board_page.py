"""The board: filters in the address, counts of what became of points, and settling several at once."""

import datetime as dt

import pytest

from app.accounts.rules import Role
from app.audit.rules import SystemActor
from app.contacts.visibility import Reader
from app.organisations.models import Sector
from app.partnership.outputs.details import OutputDetails
from app.partnership.outputs.services import add_output
from app.points.groups import say_the_same
from app.points.rules import BarrierNature, Disposition, PointKind
from app.programme.rules import OutputKind
from tests.factories.contacts import make_contact, make_organisation, make_theme
from tests.factories.partnership import added, make_point
from tests.support.two_editors import sent_by, typed_over

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
DAY = dt.date(2021, 2, 3)


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as(Role.OFFICER)


def listed(response):
    return [node.text(strip=True) for node in response.page.css(".app-point .app-title")]


def test_an_empty_board_says_what_to_do(client, officer):
    response = client.get("/points/")
    assert "No point is recorded yet." in response.text
    links = [link.attributes["href"] for link in response.page.css(".app-empty a")]
    assert links == ["/contacts/log", "/points/add"]


def test_a_row_says_when_what_who_where_and_what_became_of_it(client, officer):
    council = make_organisation()
    contact = make_contact("Front door", organisations=[council], date=DAY)
    make_point(contact=contact, kind=PointKind.BARRIER, barrier_nature=BarrierNature.CULTURAL)
    make_point("A card", raised_on=DAY, source_paragraph="7", disposition=Disposition.NOTED, disposed_on=DAY)
    rows = [" ".join(node.text(separator=" ").split()) for node in client.get("/points/").page.css(".app-point")]
    assert "3 Feb 2021 Barrier, cultural" in rows[0]
    assert "Example County Council · Meeting: Front door New, no disposition yet waiting" in rows[0]
    assert "Example report, paragraph 7 Noted, 3 Feb 2021" in rows[1]
    assert "waiting" not in rows[1]


def test_who_reads_what_is_restricted_can_ask_for_the_open_points_alone(client, sign_in_as):
    sign_in_as(Role.MANAGER)
    make_point("Said in the open", contact=make_contact("Open"))
    make_point("Said in confidence", contact=make_contact("Closed", is_restricted=True))
    make_point("Written in a report")
    assert len(listed(client.get("/points/"))) == 3
    narrowed = client.get("/points/?visibility=open")
    assert set(listed(narrowed)) == {"Said in the open", "Written in a report"}
    assert "open alone" in narrowed.page.css_first(".app-chip").text()


def test_filters_are_in_the_address_and_each_can_be_taken_off(client, officer):
    theme, sector = make_theme(), added(Sector(key="example", name="Example sector"))
    wanted = make_point("Fear of blame", kind=PointKind.NEED, themes=[theme], sector_id=sector.id)
    make_point("Fear of forms", kind=PointKind.NEED)
    make_point("Fear of blame")
    address = f"/points/?words=blame&kind=need&theme={theme.id}&sector={sector.id}&disposition=open"
    response = client.get(address + "&from=1+Feb+2021&to=Feb+2021")
    assert listed(response) == [wanted.words]
    chips = {node.text(strip=True): node.attributes["href"] for node in response.page.css(".app-chip")}
    assert list(chips) == [
        "“blame”",
        "Need",
        "New or under consideration",
        "Example sector",
        "Code promotion",
        "from 1 February 2021",
        "to February 2021",
    ]
    assert "kind" not in chips["Need"]
    assert "words=blame" in chips["Need"]


@pytest.mark.parametrize(
    "query",
    [
        "before=x",
        "before=1-",
        f"before={9**30}-1",
        "organisation=x",
        "organisation=999999999",
        "from=31+Feb",
        "words=%00",
    ],
)
def test_no_address_breaks_the_board(client, officer, query):
    make_point()
    assert client.get(f"/points/?{query}").status_code in {200, 422}


def test_an_organisation_is_found_by_its_name_and_then_in_the_address(client, officer):
    from tests.factories.directory import make_organisation as in_directory

    north, _south = in_directory("Example North"), in_directory("Example South")
    response = client.get("/points/?body=example+north&kind=concern")
    assert response.headers["Location"] == f"/points/?kind=concern&organisation={north.id}"
    links = [link.text() for link in client.get("/points/?body=Example").page.css("main section .app-row a")]
    assert links == ["Example North", "Example South"]


def test_what_became_of_points_is_counted_and_each_number_opens_its_list(client, officer):
    make_point("Old and open")
    make_point("New and open", raised_on=dt.datetime.now(dt.UTC).date())
    make_point("Settled", disposition=Disposition.NOTED, disposed_on=DAY)
    links = {
        " ".join(node.text().split()): node.attributes["href"] for node in client.get("/points/").page.css("nav li a")
    }
    assert "Waiting longer than 30 days 1" in links
    assert {"New 2", "Noted 1", "Declined 0"} <= links.keys()
    assert listed(client.get(links["Waiting longer than 30 days 1"])) == ["Old and open"]
    assert listed(client.get(links["Noted 1"])) == ["Settled"]


def test_how_long_a_point_may_wait_is_a_setting(client, officer, app, monkeypatch):
    make_point("Raised lately", raised_on=dt.datetime.now(dt.UTC).date() - dt.timedelta(days=9))
    assert listed(client.get("/points/?waiting=long")) == []
    monkeypatch.setitem(app.config, "POINT_WAITING_DAYS", 7)
    response = client.get("/points/?waiting=long")
    assert listed(response) == ["Raised lately"]
    assert "waiting 9 days" in response.text


def test_one_concern_of_five_bodies_is_one_row_with_five_voices(client, officer):
    reader = Reader(officer.id, may_read_restricted=False)
    first = make_point("Fear of blame")
    for number in range(4):
        council = make_organisation(f"Example Body {number}")
        voice = make_point(f"Blame is feared {number}", make_contact(organisations=[council]))
        say_the_same(point=voice, same_as=first, actor=officer, reader=reader)
    response = client.get("/points/")
    assert listed(response) == ["Fear of blame"]
    assert "5 voices" in response.page.css_first(".app-point").text()
    response = client.get(f"/points/?organisation={council.id}")
    assert listed(response) == ["Blame is feared 3"]
    assert "One of 5 voices, with “Fear of blame”" in response.page.css_first(".app-point").text()


def test_long_lists_go_on_and_come_back(client, officer):
    for number in range(27):
        make_point(f"Point {number}", raised_on=DAY + dt.timedelta(days=number))
    first = client.get("/points/?kind=concern")
    following = first.page.css_first(".app-pager a[rel=next]")
    assert following.text() == "Older than 5 Feb 2021"
    second = client.get(following.attributes["href"])
    assert listed(second) == ["Point 1", "Point 0"]
    assert second.page.css_first(".app-pager a").attributes["href"] == "/points/?kind=concern"


def ticked(*points, **typed):
    return {"point": [point.id for point in points], "next": "/points/?kind=concern", **typed}


def test_several_are_settled_at_once_and_it_can_be_undone(client, session, officer):
    points = [make_point(f"Point {number}") for number in range(3)]
    typed = ticked(*points[:2], disposition="answered", answer="See the guidance", disposed_on="4 Feb 2021")
    response = client.post("/points/dispose", data=typed, follow_redirects=True)
    assert response.request.full_path == "/points/?kind=concern"
    assert "2 points: answered." in response.text
    assert [point.disposition.value for point in points] == ["answered", "answered", "new"]
    undo = response.page.css_first(".app-message form")
    fields = {node.attributes["name"]: node.attributes["value"] for node in undo.css("input")}
    response = client.post(undo.attributes["action"], data=fields, follow_redirects=True)
    assert "Undone." in response.text
    assert [point.disposition.value for point in points] == ["new"] * 3
    assert "Not undone." in client.post(undo.attributes["action"], data=fields, follow_redirects=True).text


def test_with_something_wrong_the_form_comes_back_with_those_that_were_ticked(client, session, officer):
    points = [make_point("First"), make_point("Second")]
    details = OutputDetails(title="Duty desk card", kind=OutputKind.GUIDANCE)
    output = add_output(details=details, actor=SystemActor(), today=DAY)
    typed = ticked(*points, disposition="taken_into_output", disposed_on="31 Feb 2021", answer="Both")
    response = client.post("/points/dispose", data=typed)
    assert response.status_code == 422
    assert [node.attributes["value"] for node in response.page.css("main input[name=point]")] == [
        str(point.id) for point in points
    ]
    assert response.page.css_first("#answer").text() == "Both"
    typed |= {"disposed_on": "4 Feb 2021"}
    response = client.post("/points/dispose", data=typed)
    links = [link.attributes["href"] for link in response.page.css(".govuk-error-summary__list a")]
    assert links == ["#output"]
    response = client.post("/points/dispose", data=typed | {"output": "desk"})
    choice = response.page.css_first("input[name=output-choice]").attributes["value"]
    assert choice == str(output.id)
    chosen = typed | {"output": "desk", "output-choice": choice}
    assert client.post("/points/dispose", data=chosen).status_code == 302
    assert "Duty desk card" in client.get("/points/").page.css_first(".app-point").text()


def test_what_became_of_those_ticked_is_chosen_by_whoever_saves_it(client, session, officer):
    point = make_point()
    select = client.get("/points/").page.css_first("#disposition-of-ticked")
    assert not select.css("option[selected]")
    assert select.css_first("option").text() == "Choose what became of them"
    response = client.post("/points/dispose", data=ticked(point, disposition="", answer="", disposed_on="4 Feb 2021"))
    [link] = response.page.css(".govuk-error-summary__list a")
    assert (link.text(), link.attributes["href"]) == ("Choose what became of them.", "#disposition")
    assert not response.page.css("#disposition option[selected]:not([value=''])")


def test_settled_ones_among_those_ticked_change_only_where_they_are_meant_too(client, session, officer):
    answered = make_point(disposition=Disposition.ANSWERED, answer="In the guidance", disposed_on=DAY)
    new, other = make_point(), make_point()
    typed = ticked(answered, new, other, disposition="under_consideration", answer="", disposed_on="4 Feb 2021")
    response = client.post("/points/dispose", data=typed)
    assert response.status_code == 422
    assert "1 of these 3 points is settled already." in response.text
    assert "Left empty, each keeps its own." in response.page.css_first("#answer-hint").text()
    assert [point.disposition.value for point in (answered, new, other)] == ["answered", "new", "new"]
    form = response.page.css_first("main form.app-after-rows")
    sent = sent_by(form)
    assert sent.getlist("point") == [str(point.id) for point in (answered, new, other)]
    assert "settled_too" not in sent
    response = client.post("/points/dispose", data=typed_over(sent, settled_too="y"))
    assert response.location == "/points/?kind=concern"
    assert [point.disposition.value for point in (answered, new, other)] == ["under_consideration"] * 3
    assert answered.answer == "In the guidance"


def test_with_nothing_ticked_the_same_page_of_the_board_comes_back_with_what_was_typed(client, session, officer):
    points = [make_point(f"Point {number}", raised_on=DAY + dt.timedelta(days=number)) for number in range(27)]
    older = client.get("/points/?kind=concern").page.css_first(".app-pager a[rel=next]").attributes["href"]
    form = client.get(older).page.css_first("main form[method=post]:not(.app-menu__panel)")
    typed = {"disposition": "answered", "answer": "See “the guidance”", "disposed_on": "some day"}
    response = client.post(form.attributes["action"], data=typed_over(sent_by(form), **typed))
    assert response.status_code == 422
    assert listed(response) == ["Point 1", "Point 0"]
    [link] = response.page.css(".govuk-error-summary__list a")
    assert (link.text(), link.attributes["href"]) == ("Tick the points that this is about.", f"#tick-{points[1].id}")
    form = response.page.css_first("main form[method=post]:not(.app-menu__panel)")
    sent = sent_by(form)
    assert {name: sent[name] for name in typed} == typed
    sent = typed_over(sent, disposed_on="4 March 2021", point=points[0].id)
    assert client.post(form.attributes["action"], data=sent).location == older
    assert points[0].answer == "See “the guidance”"


@pytest.mark.parametrize(
    "forged",
    [
        "",
        '[[Infinity,1,"new","","",0]]',
        "[" * 50_000,
        f'[[{9**400},1,"new","","",0]]',
        '[[1,1,"answered","\\ud800\\u0000","2021-02-03",0]]',
    ],
)
def test_what_no_button_of_ours_carried_is_not_taken(client, officer, forged):
    assert client.post("/points/undo-disposal", data={"former": forged}).status_code == 400


def test_nobody_makes_up_what_a_point_was_nor_undoes_what_another_did(client, officer, sign_in_as):
    point = make_point()
    made_up = f'[[{point.id},{point.version},"noted","","2999-01-01",0]]'
    assert client.post("/points/undo-disposal", data={"former": made_up}).status_code == 400
    typed = ticked(point, disposition="answered", answer="See the guidance", disposed_on="4 Feb 2021")
    undo = client.post("/points/dispose", data=typed, follow_redirects=True).page.css_first(".app-message form")
    sign_in_as(Role.MANAGER)
    assert client.post(undo.attributes["action"], data=sent_by(undo)).status_code == 400
    assert point.disposition is Disposition.ANSWERED


def test_a_reader_finds_no_way_to_change_anything(client, sign_in_as):
    point = make_point("Fear of blame")
    make_point("Blame is feared")
    sign_in_as(Role.READER)
    for address in ("/points/", f"/points/{point.id}", "/points/barriers"):
        page = client.get(address).page
        assert not page.css("main form[method=post]:not(.app-menu__panel)")
        assert not [a for a in page.css("main a") if a.attributes["href"].rsplit("/", 1)[-1] in {"add", "edit", "log"}]
