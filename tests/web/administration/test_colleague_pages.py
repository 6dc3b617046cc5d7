"""The administrator's pages for colleagues."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session, scoped_session
from werkzeug.test import TestResponse

from app.accounts.models import Colleague
from app.accounts.queries import find_colleague_by_email
from app.accounts.rules import Role
from tests.support.client import ValidatingClient

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

NEW = {
    "name": "Officer B",
    "email": "B@liaison.example",
    "role": "officer",
    "team_id": "",
    "password": "teapot walrus ladder",
}


@pytest.fixture
def administrator(sign_in_as: Callable[..., Colleague]) -> Colleague:
    return sign_in_as(Role.ADMINISTRATOR)


@pytest.fixture
def officer(make_colleague: Callable[..., Colleague]) -> Colleague:
    return make_colleague(Role.OFFICER, name="Officer A")


def add(client: ValidatingClient, **changed: str) -> TestResponse:
    return client.post("/administration/colleagues/add", data={**NEW, **changed}, follow_redirects=True)


def edit(client: ValidatingClient, colleague: Colleague, **changed: str) -> TestResponse:
    typed = {"name": colleague.name, "email": colleague.email, "role": colleague.role.value, "team_id": ""}
    return client.post(
        f"/administration/colleagues/{colleague.id}/edit", data={**typed, **changed}, follow_redirects=True
    )


@pytest.mark.usefixtures("administrator")
def test_a_colleague_who_was_added_can_sign_in(client: ValidatingClient) -> None:
    response = add(client)
    assert response.status_code == 200
    assert "Officer B can sign in now." in response.text
    client.post("/sign-out")
    signed_in = client.post("/sign-in", data={"email": "b@liaison.example", "password": "teapot walrus ladder"})
    assert signed_in.status_code == 302


@pytest.mark.usefixtures("administrator")
def test_a_refused_colleague_keeps_all_that_was_typed(client: ValidatingClient) -> None:
    response = add(client, email="nowhere", password="short")
    assert response.status_code == 422
    links = [node.attributes["href"] for node in response.page.css(".govuk-error-summary a")]
    assert links == ["#email", "#password"]
    kept = {
        node.attributes["name"]: node.attributes.get("value") for node in response.page.css("main input[type=text]")
    }
    assert kept == {"name": "Officer B", "password": "short"}
    assert response.page.css_first("#email").attributes["value"] == "nowhere"
    assert find_colleague_by_email("nowhere") is None


@pytest.mark.usefixtures("administrator")
@pytest.mark.parametrize("typed", [{"role": "emperor"}, {"role": ""}, {"team_id": "999"}, {"team_id": "x"}])
def test_a_choice_that_was_not_offered_is_refused(client: ValidatingClient, typed: dict[str, str]) -> None:
    response = add(client, **typed)
    assert response.status_code == 422
    assert find_colleague_by_email("b@liaison.example") is None


@pytest.mark.usefixtures("administrator")
def test_the_list_tells_who_can_sign_in_from_who_cannot(client: ValidatingClient, officer: Colleague) -> None:
    client.post(f"/administration/colleagues/{officer.id}/deactivate")
    response = client.get("/administration/colleagues")
    assert "1 colleague" in response.page.css_first("main .app-heading").text()
    active, deactivated = (section.text() for section in response.page.css("section.app-section"))
    assert "Officer A" in deactivated
    assert "Officer A" not in active


@pytest.mark.usefixtures("administrator")
def test_a_change_is_shown_under_changes_with_who_made_it(client: ValidatingClient, officer: Colleague) -> None:
    response = edit(client, officer, role="manager")
    changes = response.page.css_first("#changes").text()
    assert "Administrator" in changes
    assert "Officer" in changes
    assert "Manager" in changes


def test_the_last_administrator_is_told_beside_the_role(client: ValidatingClient, administrator: Colleague) -> None:
    response = edit(client, administrator, role="officer")
    assert response.status_code == 422
    assert "last active administrator" in response.page.css_first("main form").text()


def test_the_last_administrator_cannot_be_deactivated(client: ValidatingClient, administrator: Colleague) -> None:
    response = client.post(f"/administration/colleagues/{administrator.id}/deactivate")
    assert response.status_code == 409
    assert "Make another colleague an administrator first." in response.text
    assert client.get("/administration/colleagues").status_code == 200


@pytest.mark.usefixtures("administrator")
def test_deactivating_asks_first_and_can_be_taken_back(
    client: ValidatingClient, officer: Colleague, session: scoped_session[Session]
) -> None:
    address = f"/administration/colleagues/{officer.id}"
    assert "no longer sign in" in client.get(f"{address}/deactivate").text
    session.refresh(officer)
    assert officer.is_active
    assert "can no longer sign in" in client.post(f"{address}/deactivate", follow_redirects=True).text
    session.refresh(officer)
    assert not officer.is_active
    assert "can sign in again" in client.post(f"{address}/reactivate", follow_redirects=True).text
    session.refresh(officer)
    assert officer.is_active


@pytest.mark.usefixtures("administrator")
def test_a_password_set_by_the_administrator_lets_the_colleague_in(
    client: ValidatingClient, officer: Colleague
) -> None:
    address = f"/administration/colleagues/{officer.id}/password"
    assert client.post(address, data={"password": "short"}).status_code == 422
    assert client.post(address, data={"password": "ladder walrus teapot"}).status_code == 302
    client.post("/sign-out")
    signed_in = client.post("/sign-in", data={"email": officer.email, "password": "ladder walrus teapot"})
    assert signed_in.status_code == 302


@pytest.mark.usefixtures("administrator")
@pytest.mark.parametrize("page", ["", "/edit", "/password", "/deactivate"])
def test_a_colleague_who_is_not_there_is_not_found(client: ValidatingClient, page: str) -> None:
    assert client.get(f"/administration/colleagues/999{page}").status_code == 404
