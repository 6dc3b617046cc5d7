import datetime as dt

import pytest

from app.accounts.rules import Role
from app.core.clock import office_today
from app.organisations.models import Organisation
from app.organisations.rules import PartnerGroup, Stage
from tests.factories.contacts import make_contact
from tests.factories.directory import make_organisation

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as(Role.OFFICER)


def words_of(page, selector="main"):
    return " ".join(page.css_first(selector).text(separator=" ").split())


def moved(organisation, **typed):
    return {
        "stage": "engaged",
        "changed_on": "14 October 2019",
        "reason": "They asked to join",
        "version": organisation.version,
    } | typed


def test_a_move_shows_since_when_and_why_and_can_be_undone(client, session, officer):
    council = make_organisation()
    address = f"/stages/{council.id}/move"
    page = client.get(address).page
    assert page.css_first("#changed_on").attributes["value"]  # today
    assert [node.attributes["value"] for node in page.css("input[name=stage]")] == [
        "approached",
        "engaged",
        "partner",
        "dormant",
    ]
    page = client.post(address, data=moved(council), follow_redirects=True).page
    assert "Example County Council is moved to “Engaged”." in words_of(page)
    assert "Frontline sector · Engaged since 14 October 2019" in words_of(page, ".app-heading")
    assert "Engaged since 14 October 2019 They asked to join · Officer" in words_of(page, "#stage")
    form = page.css_first(".app-message form")
    fields = {node.attributes["name"]: node.attributes["value"] for node in form.css("input")}
    page = client.post(form.attributes["action"], data=fields, follow_redirects=True).page
    assert "Example County Council is at “Identified” again." in words_of(page)
    assert "since" not in words_of(page, ".app-heading")
    page = client.post(form.attributes["action"], data=fields, follow_redirects=True).page
    assert "taken back already" in words_of(page)


def test_what_is_wrong_comes_back_with_what_was_typed(client, session, officer):
    council = make_organisation()
    tomorrow = (office_today() + dt.timedelta(days=1)).isoformat()
    typed = moved(council, stage="nonsense", changed_on=tomorrow, reason=" ")
    response = client.post(f"/stages/{council.id}/move", data=typed)
    assert response.status_code == 422
    links = [link.attributes["href"] for link in response.page.css(".govuk-error-summary__list a")]
    assert links == ["#stage", "#changed_on", "#reason"]
    assert response.page.css_first("#changed_on").attributes["value"] == tomorrow
    assert "still to come" in response.text


def test_the_second_of_two_is_told_and_nothing_is_moved(client, session, officer):
    council = make_organisation()
    typed = moved(council)
    client.post(f"/stages/{council.id}/move", data=typed | {"stage": "approached"})
    response = client.post(f"/stages/{council.id}/move", data=typed)
    assert response.status_code == 422
    assert "saved this while you were writing" in response.text
    assert session.get(Organisation, council.id).stage is Stage.APPROACHED


@pytest.mark.parametrize("change", ["", "x", "²", "9" * 30])
def test_undoing_what_is_no_move_is_refused(client, session, officer, change):
    council = make_organisation()
    assert client.post(f"/stages/{council.id}/undo", data={"change": change}).status_code == 400


def test_the_edit_form_has_no_stage_and_leads_to_the_move(client, session, officer):
    council = make_organisation(stage=Stage.PARTNER)
    page = client.get(f"/organisations/{council.id}/edit").page
    assert page.css_first("[name=stage]") is None
    assert page.css_first(f"main a[href='/stages/{council.id}/move']")
    typed = {"name": council.name, "partner_group": "frontline", "status": "live", "version": council.version}
    client.post(f"/organisations/{council.id}/edit", data=typed | {"stage": "dormant", "notes": "Known"})
    session.expire_all()
    assert (council.notes, council.stage) == ("Known", Stage.PARTNER)


def test_each_number_of_the_board_opens_as_many_organisations(client, session, officer):
    make_organisation("A", stage=Stage.ENGAGED, is_sector_leader=True)
    make_organisation("B", stage=Stage.ENGAGED)
    make_organisation("C", PartnerGroup.PARLIAMENT)
    make_organisation("D", PartnerGroup.GOVERNMENT, stage=Stage.DORMANT)
    for board in ("/stages/", "/stages/?leaders=yes", "/stages/?group=frontline"):
        links = client.get(board).page.css(".app-stages a")
        assert links
        for link in links:
            count = link.text(deep=False)
            listed = client.get(link.attributes["href"]).page
            assert words_of(listed, ".app-count strong").split()[0] == count, link.html


def test_the_board_lists_who_moved_who_is_next_and_who_is_quiet(client, session, officer):
    engaged = make_organisation("Example Trust", stage=Stage.ENGAGED)
    make_organisation("Example Force", is_sector_leader=True)
    make_contact("Long ago", date=dt.date(2020, 5, 3), organisations=[engaged])
    page = client.get("/stages/").page
    assert "Example Trust" in words_of(page, "#engaged")
    assert "Last contact 3 May 2020" in words_of(page, "#engaged")
    assert "Sector leader, no contact yet" in words_of(page, "#next")
    assert "Example Trust" in words_of(page, "#quiet")
    page = client.get("/stages/?group=parliament&leaders=nonsense").page
    assert "None is engaged of those that the filters leave" in words_of(page, "#engaged")
    assert "There is no “nonsense” here" in words_of(page)


def test_a_restricted_contact_leaves_no_trace_on_the_board(client, session, officer):
    council, trust = make_organisation(), make_organisation("Example Trust", stage=Stage.ENGAGED)
    before = words_of(client.get("/stages/").page)
    day = office_today() - dt.timedelta(days=3)
    make_contact("Told in confidence", date=day, organisations=[council, trust], is_restricted=True)
    assert words_of(client.get("/stages/").page) == before
    make_contact("Told to all", date=day, organisations=[council, trust])
    assert words_of(client.get("/stages/").page) != before


def test_a_reader_sees_the_board_and_no_way_to_move(client, session, sign_in_as):
    council = make_organisation(is_sector_leader=True)
    sign_in_as(Role.READER)
    for address in ("/stages/", f"/organisations/{council.id}"):
        assert not client.get(address).page.css("main a[href$='/move']")
    assert client.post(f"/stages/{council.id}/move", data=moved(council)).status_code == 403
