"""The administrator's pages for teams."""

from collections.abc import Callable

import pytest

from app.accounts import services
from app.accounts.models import Colleague, Team
from app.accounts.rules import Role
from tests.support.client import ValidatingClient

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def administrator(sign_in_as: Callable[..., Colleague]) -> Colleague:
    return sign_in_as(Role.ADMINISTRATOR)


@pytest.fixture
def team(administrator: Colleague) -> Team:
    return services.add_team(name="Data sharing", actor=administrator)


@pytest.mark.usefixtures("administrator")
def test_a_team_that_was_added_can_be_chosen_for_a_colleague(client: ValidatingClient) -> None:
    assert "There are no teams yet." in client.get("/administration/teams").text
    response = client.post("/administration/teams/add", data={"name": " Data  sharing "}, follow_redirects=True)
    assert response.page.css_first("h1").text() == "Data sharing"
    options = client.get("/administration/colleagues/add").page.css("#team_id option")
    assert [option.text() for option in options] == ["No team", "Data sharing"]


@pytest.mark.parametrize(("name", "message"), [("", "Enter the team’s name"), ("data SHARING", "already there")])
@pytest.mark.usefixtures("team")
def test_a_name_that_will_not_do_is_refused_beside_its_field(client: ValidatingClient, name: str, message: str) -> None:
    response = client.post("/administration/teams/add", data={"name": name})
    assert response.status_code == 422
    assert message in response.page.css_first("#name-error").text()


def test_a_team_is_renamed(client: ValidatingClient, team: Team) -> None:
    response = client.post(f"/administration/teams/{team.id}", data={"name": "Hub"}, follow_redirects=True)
    assert response.page.css_first("h1").text() == "Hub"
    assert "Data sharing" in response.page.css_first("#changes").text()


def test_a_refused_name_leaves_the_team_as_it_was(client: ValidatingClient, team: Team) -> None:
    response = client.post(f"/administration/teams/{team.id}", data={"name": ""})
    assert response.status_code == 422
    assert response.page.css_first("h1").text() == "Data sharing"


def test_an_archived_team_is_offered_no_more_and_can_be_restored(client: ValidatingClient, team: Team) -> None:
    address = f"/administration/teams/{team.id}"
    assert "is archived" in client.post(f"{address}/archive", follow_redirects=True).text
    assert "Data sharing" not in client.get("/administration/colleagues/add").text
    (archived,) = client.get("/administration/teams").page.css("section.app-section")
    assert "Data sharing" in archived.text()
    assert "can be chosen again" in client.post(f"{address}/restore", follow_redirects=True).text
    assert "Data sharing" in client.get("/administration/colleagues/add").text


def test_a_team_lists_its_colleagues(
    client: ValidatingClient, team: Team, make_colleague: Callable[..., Colleague]
) -> None:
    make_colleague(Role.OFFICER, name="Officer A").team = team
    assert "Officer A" in client.get(f"/administration/teams/{team.id}").page.css_first("main").text()
