"""Matters are opened and closed by those who keep them; what was held in two roles is listed with or without a line."""

import datetime as dt

import pytest

from app.accounts.rules import Role
from app.organisations.models import RegulatoryMatter
from app.programme.rules import Capacity
from tests.factories.contacts import make_contact, make_plain_colleague
from tests.factories.directory import make_organisation
from tests.factories.partnership import make_matter

# The two databases differ in none of it: the report is tested on both below the pages.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

DAY = dt.date(2021, 2, 10)
SAID = {"about": "An audit of its records", "opened_on": "3 February 2021", "review_on": "1 April 2021"}


@pytest.fixture
def manager(sign_in_as):
    return sign_in_as(Role.MANAGER)


@pytest.fixture
def council(session):
    return make_organisation()


def in_two_roles(council, **fields):
    return make_contact(
        "Which forms to use", date=DAY, organisations=[council], **{"capacity": Capacity.ADVISER, **fields}
    )


def caution_on(client, council):
    return client.get(f"/organisations/{council.id}").page.css_first(".app-message--caution")


def test_a_matter_is_opened_on_its_organisations_page_and_cautions_from_then_on(client, manager, council, session):
    link = client.get(f"/organisations/{council.id}").page.css_first("#matters a")
    assert link.text() == "Open a regulatory matter"
    add = link.attributes["href"]
    assert client.get(add).page.css_first("h1").text() == "Open a regulatory matter with Example County Council"
    response = client.post(add, data=SAID, follow_redirects=True)
    assert response.page.css_first("h1").text() == "Regulatory matter with Example County Council"
    assert "An audit of its records" in response.text
    assert "Review due 1 April 2021" in caution_on(client, council).text()


def test_closing_ends_the_caution_and_undo_brings_it_back(client, manager, council, session):
    matter = make_matter(council)
    close = f"/independence/matters/{matter.id}/close"
    sent = {"closed_on": "1 March 2021", "reason": "Settled", "version": matter.version}
    response = client.post(close, data=sent, follow_redirects=True)
    assert caution_on(client, council) is None
    undo = response.page.css_first("[role=status] form")
    fields = {field.attributes["name"]: field.attributes["value"] for field in undo.css("input")}
    assert "open again" in client.post(undo.attributes["action"], data=fields, follow_redirects=True).text
    assert caution_on(client, council) is not None


def test_undo_leaves_a_matter_alone_that_was_closed_again_since(client, manager, council, session):
    matter = make_matter(council, closed_on=DAY, closed_reason="Settled")
    response = client.post(
        f"/independence/matters/{matter.id}/reopen", data={"version": matter.version + 1}, follow_redirects=True
    )
    assert "It was saved again since" in response.text
    assert session.get_one(RegulatoryMatter, matter.id).closed_on == DAY


def test_everything_that_is_wrong_is_told_at_once_and_kept(client, manager, council, session):
    typed = {"about": "", "opened_on": "31 Feb", "review_on": "", "reference": "x" * 101}
    response = client.post(f"/independence/organisations/{council.id}/add", data=typed)
    assert response.status_code == 422
    links = [link.attributes["href"] for link in response.page.css(".govuk-error-summary__list a")]
    assert links == ["#about", "#reference", "#opened_on", "#review_on"]
    assert response.page.css_first("#opened_on").attributes["value"] == "31 Feb"
    matter = make_matter(council)
    response = client.post(f"/independence/matters/{matter.id}/close", data={"closed_on": "", "reason": ""})
    links = [link.attributes["href"] for link in response.page.css(".govuk-error-summary__list a")]
    assert links == ["#closed_on", "#reason"]


def test_a_change_over_another_is_told_and_what_was_typed_stays(client, manager, council, session):
    matter = make_matter(council)
    typed = SAID | {"about": "Mine", "version": 0}
    response = client.post(f"/independence/matters/{matter.id}/edit", data=typed)
    assert response.status_code == 422
    assert "saved this while you were writing" in response.text
    assert response.page.css_first("#about").text().strip() == "Mine"
    again = typed | {"version": response.page.css_first("[name=version]").attributes["value"]}
    assert client.post(f"/independence/matters/{matter.id}/edit", data=again).status_code == 302


def test_the_report_has_each_line_or_a_way_to_say_it(client, sign_in_as, council, session):
    make_matter(council)
    said, unsaid = in_two_roles(council, roles_kept_apart="Two teams"), in_two_roles(council)
    sign_in_as(Role.OFFICER)
    page = client.get("/independence/").page
    rows = page.css("#contacts .app-row")
    assert len(rows) == 2
    assert "Not said yet" in rows[0].text()
    assert f"/contacts/{unsaid.id}/edit#roles_kept_apart" in [link.attributes["href"] for link in rows[0].css("a")]
    assert "Two teams" in rows[1].text()
    missing = client.get(page.css_first("#contacts p a").attributes["href"]).page
    assert [row.css_first("a").attributes["href"] for row in missing.css("#contacts .app-row")] == [
        f"/contacts/{unsaid.id}"
    ]
    assert said.id != unsaid.id


def test_the_register_says_which_reviews_are_overdue_and_to_whom_what_about(client, sign_in_as, council, session):
    matter = make_matter(council, about="An audit of zorblat")
    for role, is_told in ((Role.READER, False), (Role.OFFICER, False), (Role.MANAGER, True)):
        sign_in_as(role)
        page = client.get("/independence/").page
        register = page.css_first("#matters")
        assert "Review was due 4 May 2021" in register.text()
        assert register.css_first(".app-overdue") is not None
        links = [link.attributes["href"] for link in register.css("a")]
        assert (f"/independence/matters/{matter.id}" in links) is is_told
        assert "zorblat" not in page.text()


def test_a_reader_is_shown_no_way_to_say_the_line(client, sign_in_as, council, session):
    make_matter(council)
    in_two_roles(council)
    sign_in_as(Role.READER)
    assert "/edit" not in client.get("/independence/").text


def test_where_nothing_is_recorded_the_page_says_so_and_what_to_do(client, manager, session):
    page = client.get("/independence/").page
    assert "No contact was held as adviser or partner while a matter was open." in page.text()
    assert "No regulatory matter is open." in matters_words(page)
    make_plain_colleague()
    assert "each of them says how" in client.get("/independence/?line=missing").text


@pytest.mark.parametrize("is_open", [True, False])
def test_it_says_where_a_matter_is_opened_and_by_whom(is_open, client, sign_in_as, council, session):
    if is_open:
        make_matter(council)
    for role, who in ((Role.MANAGER, "Open one"), (Role.READER, "A manager opens one")):
        sign_in_as(role)
        words = matters_words(client.get("/independence/").page)
        assert f"{who} on the page of its organisation, under “Regulatory matters”" in words


def matters_words(page):
    return " ".join(page.css_first("#matters").text().split())
