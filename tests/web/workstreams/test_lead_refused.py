"""The form of a workstream refuses our own organisation as its lead, on both databases."""

import pytest

from app.accounts.rules import Role
from app.programme.models import Workstream
from tests.factories.contacts import make_workstream
from tests.factories.directory import make_organisation

NEW = {"name": "Child protection", "status": "active"}


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as(Role.OFFICER)


@pytest.fixture
def ours(session):
    own = make_organisation("Example Regulator")
    own.is_own = True
    session.flush()
    return own


def edited(workstream: Workstream, **changes: object) -> dict[str, object]:
    return {**NEW, "version": workstream.version, **changes}


def test_the_form_refuses_our_own_as_lead_in_plain_words_and_keeps_all_that_was_typed(client, officer, ours):
    typed = NEW | {"name": "", "lead": "Example Regulator", "purpose": "Guidance."}
    response = client.post("/workstreams/add", data=typed)
    assert response.status_code == 422
    told = response.page.css_first(".govuk-error-summary").text()
    assert "Enter the name of the workstream." in told
    assert "As regulator it has to balance advice and support with taking action when the law is broken" in told
    assert response.page.css_first("#lead").attributes["value"] == "Example Regulator"
    assert response.page.css_first("#purpose").text().strip() == "Guidance."
    led = make_workstream()
    response = client.post(f"/workstreams/{led.id}/edit", data=edited(led, lead="Example Regulator"))
    assert response.status_code == 422
    assert "Ours can support it" in response.page.css_first("#lead-error").text()
    supported = edited(led, supporters="Example Regulator")
    page = client.post(f"/workstreams/{led.id}/edit", data=supported, follow_redirects=True)
    assert "Supported by" in page.text
    assert "Example Regulator" in page.page.css_first(".app-definitions").text()
