"""What was saved while a form was open is told: by whom, and each field that the form says otherwise."""

import datetime as dt

import pytest

from app.accounts.rules import Role
from app.organisations.rules import PartnerGroup
from tests.factories import directory
from tests.factories.commitments import promise
from tests.factories.contacts import make_contact, make_plain_colleague, make_workstream
from tests.factories.partnership import (
    make_activity,
    make_forum,
    make_inquiry,
    make_matter,
    make_member,
    make_milestone,
    make_output,
    make_point,
)
from tests.support.two_editors import browser_of, sent_by, typed_over

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
DAY = dt.date(2026, 11, 27)


@pytest.fixture
def manager(sign_in_as):
    return sign_in_as(Role.MANAGER)


def opened(client, address):
    return sent_by(client.get(address).page.css_first("main form[method=post]"))


def told(response):
    assert response.status_code == 422
    return response.page.css_first(".govuk-error-summary__list").text(separator=" ", strip=True)


def differences(response):
    return [" ".join(each.text().split()) for each in response.page.css(".govuk-error-summary li li")]


def address_of(kind, manager):
    council, workstream = directory.make_organisation(), make_workstream()
    committee = directory.make_organisation("Example Committee", partner_group=PartnerGroup.PARLIAMENT)
    made_at = make_contact(date=dt.date(2021, 2, 12))
    of_each = {
        "workstreams/activities": lambda: make_activity(workstream, done_on=DAY),
        "workstreams": lambda: workstream,
        "commitments": lambda: promise(manager, due_on=DAY, made_at_id=made_at.id),
        "outputs": make_output,
        "milestones": lambda: make_milestone(workstream_id=workstream.id),
        "forums": lambda: make_forum(convenor_id=council.id, started_on=DAY),
        "forums/members": lambda: make_member(make_forum(), organisation_id=council.id),
        "inquiries": lambda: make_inquiry(committee, opened_on=DAY),
        "organisations": lambda: council,
        "people": directory.make_person,
        "posts": lambda: directory.make_post(organisation=council),
        "independence/matters": lambda: make_matter(council),
        "points": lambda: make_point(by_organisation_id=council.id),
    }
    return f"/{kind}/{of_each[kind]().id}/edit"


@pytest.mark.parametrize(
    "kind",
    [
        "workstreams/activities",
        "workstreams",
        "commitments",
        "outputs",
        "milestones",
        "forums",
        "forums/members",
        "inquiries",
        "organisations",
        "people",
        "posts",
        "independence/matters",
        "points",
    ],
)
def test_a_form_that_says_what_is_saved_is_told_to_differ_in_nothing(client, session, manager, kind):
    address = address_of(kind, manager)
    typed = opened(client, address)
    response = client.post(address, data=typed_over(typed, version=0))
    assert "saved this while you were writing" in told(response)
    assert "It says the same as this form. Both stay under Changes." in told(response)
    again = sent_by(response.page.css_first("main form[method=post]"))
    assert again["version"] != "0"
    assert typed_over(again, version=0) == typed_over(typed, version=0)


def test_whoever_saves_second_is_told_who_was_first_and_what_differs(app, client, session, manager):
    address = f"/commitments/{promise(manager, due_on=DAY).id}/edit"
    typed = opened(client, address)
    other = browser_of(app, make_plain_colleague("Officer B"))
    session.commit()
    assert other.post(address, data=typed_over(typed, due_on="15 December 2026")).status_code == 302
    response = client.post(address, data=typed_over(typed, title="Short"))
    assert "Officer B saved this while you were writing (" in told(response)
    assert "Due: saved as 15 December 2026, here 27 November 2026" in differences(response)
    assert response.page.css_first(".govuk-error-summary li li a").attributes["href"] in {"#title", "#due_on"}
    assert response.page.css_first("#due_on").attributes["value"] == "27 November 2026"
    again = sent_by(response.page.css_first("main form[method=post]"))
    assert client.post(address, data=again).status_code == 302


def test_one_s_own_other_page_is_not_called_someone_else(client, session, manager):
    address = f"/milestones/{make_milestone(description='A ' * 100).id}/edit"
    typed = opened(client, address)
    assert client.post(address, data=typed_over(typed, workstream_id=make_workstream().id)).status_code == 302
    response = client.post(address, data=typed_over(typed, description="A " * 90 + "B"))
    assert "You, on another page, saved this while you were writing (" in told(response)
    [workstream, description] = differences(response)
    assert workstream == "Workstream: saved as Child protection, here None"
    assert description == "About it: saved as …A A A A A A A A A A A A A A A A A A A A, here …A A A A A A A A A A B"
