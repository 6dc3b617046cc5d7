import datetime as dt

import pytest

from app.accounts.rules import Role
from app.audit.rules import SystemActor
from app.organisations.queries import find_organisation_called, list_predecessors
from app.organisations.services import archive_organisation
from app.web.directory_fields import organisation_text
from tests.factories.contacts import make_commitment, make_contact
from tests.factories.directory import make_appointment, make_organisation, make_person, make_post

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

NEW = {"name": "Example Trust", "partner_group": "frontline", "stage": "identified", "status": "live"}


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as(Role.OFFICER)


def edited(organisation, **changes):
    return NEW | {"name": organisation.name, "version": organisation.version} | changes


def test_an_organisation_can_be_added_and_its_page_says_so(client, officer):
    response = client.post("/organisations/add", data=NEW | {"aliases": "ET\nThe Trust"}, follow_redirects=True)
    assert response.page.css_first("h1").text() == "Example Trust"
    assert "Example Trust is in the directory." in response.text
    assert "Also “ET”, “The Trust”" in response.text
    assert "No contact with Example Trust is recorded yet." in response.text


def test_every_problem_is_told_with_a_link_and_nothing_typed_is_lost(client, officer):
    typed = NEW | {
        "name": "",
        "partner_group": "",
        "website": "nowhere",
        "closed_on": "31 Feb",
        "notes": "  kept\n to the letter <b>",
        "parent": "Nobody’s",
    }
    response = client.post("/organisations/add", data=typed)
    assert response.status_code == 422
    links = [link.attributes["href"] for link in response.page.css(".govuk-error-summary__list a")]
    assert links == ["#name", "#partner_group", "#website", "#closed_on", "#parent"]
    assert response.page.css_first("title").text().startswith("Error: ")
    assert response.page.css_first("#notes").text() == "  kept\n to the letter <b>"
    assert response.page.css_first("#website").attributes["value"] == "nowhere"


def test_a_likely_duplicate_is_warned_of_once_and_carrying_on_adds_it(client, session, officer):
    known = make_organisation("Information Commissioner’s Office", abbreviation="ICO")
    typed = NEW | {"name": "Information Comissioner Office"}
    response = client.post("/organisations/add", data=typed)
    assert response.status_code == 422
    warning = response.page.css_first(".app-message--warning")
    assert "Already there?" in warning.text()
    assert warning.css_first("a").attributes["href"] == f"/organisations/{known.id}"
    assert find_organisation_called(typed["name"]) is None
    carry_on = response.page.css_first("#carry_on").attributes["value"]
    response = client.post("/organisations/add", data=typed | {"carry_on": carry_on})
    assert response.status_code == 302


def test_carrying_on_with_one_name_does_not_carry_on_with_another(client, session, officer):
    make_organisation("Example County Council")
    typed = NEW | {"name": "The Example County Council", "carry_on": "Something Else"}
    assert client.post("/organisations/add", data=typed).status_code == 422


def test_similar_names_are_told_while_typing(client, session, officer):
    council = make_organisation()
    matches = client.get("/organisations/similar?name=exmaple+county+council").json["matches"]
    assert [match["url"] for match in matches] == [f"/organisations/{council.id}"]
    assert client.get(f"/organisations/similar?name={council.name}&excluding={council.id}").json["matches"] == []
    assert client.get("/organisations/similar").json["matches"] == []


def test_the_parent_is_taken_when_its_name_is_clear_and_asked_about_when_it_is_not(client, session, officer):
    north, _south = make_organisation("Example North", abbreviation="EXN"), make_organisation("Example South")
    response = client.post("/organisations/add", data=NEW | {"name": "First", "parent": "exn"}, follow_redirects=True)
    assert f'href="/organisations/{north.id}"' in response.text
    response = client.post("/organisations/add", data=NEW | {"name": "Second", "parent": "Example"})
    assert response.status_code == 422
    labels = [node.text(strip=True) for node in response.page.css("input[name=parent-choice] + label")]
    assert [label.removesuffix("Frontline sector") for label in labels] == ["Example North", "Example South"]
    chosen = NEW | {"name": "Second", "parent": "Example", "parent-choice": str(north.id)}
    assert client.post("/organisations/add", data=chosen).status_code == 302
    assert find_organisation_called("Second").parent_id == north.id


def test_a_choice_that_was_never_offered_is_not_taken(client, session, officer):
    make_organisation("Example North")
    elsewhere = make_organisation("Elsewhere")
    typed = NEW | {"name": "New", "parent": "Exam", "parent-choice": str(elsewhere.id)}
    assert client.post("/organisations/add", data=typed).status_code == 422


def test_predecessors_are_named_one_a_line_and_twins_by_their_number(client, session, officer):
    first, twin = make_organisation("Example District"), make_organisation("Example District")
    other = make_organisation("Example Borough")
    response = client.post("/organisations/add", data=NEW | {"predecessors": "Example District\nExample Borough"})
    assert response.status_code == 422
    assert organisation_text(twin) in response.text
    lines = f"{organisation_text(first)}\r\nexample borough\r\n"
    assert client.post("/organisations/add", data=NEW | {"predecessors": lines}).status_code == 302
    assert list_predecessors(find_organisation_called("Example Trust").id) == [other, first]


def test_the_edit_form_saves_back_what_it_shows(client, session, officer):
    parent, before = make_organisation("Parent"), make_organisation("Before")
    council = make_organisation(
        abbreviation="ECC",
        aliases=("Shire Hall",),
        parent_id=parent.id,
        predecessor_ids=(before.id,),
        website="https://www.example.org",
        relationship_owner_id=officer.id,
        is_sector_leader=True,
        notes="Two\nlines",
    )
    page = client.get(f"/organisations/{council.id}/edit").page
    shown = {node.attributes["name"]: node.attributes.get("value", "") for node in page.css("main form input")}
    shown |= {node.attributes["name"]: node.text() for node in page.css("main form textarea")}
    shown |= {
        node.attributes["name"]: node.css_first("option[selected]").attributes["value"]
        for node in page.css("main form select")
    }
    shown["partner_group"] = page.css_first("input[name=partner_group][checked]").attributes["value"]
    response = client.post(f"/organisations/{council.id}/edit", data=shown, follow_redirects=True)
    assert response.status_code == 200
    assert len(response.page.css("#changes li")) == 1


def test_the_second_of_two_editors_is_told_and_can_still_save(client, session, officer):
    council = make_organisation()
    opened_at = council.version
    client.post(f"/organisations/{council.id}/edit", data=edited(council, notes="Theirs"))
    response = client.post(f"/organisations/{council.id}/edit", data=edited(council, notes="Mine", version=opened_at))
    assert response.status_code == 422
    assert "saved this while you were writing" in response.text
    assert response.page.css_first("#notes").text() == "Mine"
    again = edited(council, notes="Mine", version=response.page.css_first("#version").attributes["value"])
    response = client.post(f"/organisations/{council.id}/edit", data=again, follow_redirects=True)
    assert "Mine" in response.text
    assert "Theirs" in response.page.css_first("#changes").text()


@pytest.mark.parametrize("version", ["", "abc", "-1", "9" * 30, "²"])
def test_a_version_that_is_no_number_is_an_old_one(client, session, officer, version):
    council = make_organisation()
    response = client.post(f"/organisations/{council.id}/edit", data=edited(council, version=version))
    assert response.status_code == 422


def test_archiving_asks_why_and_the_page_says_so_until_it_is_restored(client, session, officer):
    council = make_organisation()
    assert client.post(f"/organisations/{council.id}/archive", data={"reason": " "}).status_code == 422
    response = client.post(
        f"/organisations/{council.id}/archive", data={"reason": "Entered twice"}, follow_redirects=True
    )
    assert "Entered twice" in response.page.css_first("main").text()
    assert "Example County Council" not in client.get("/organisations/").page.css_first("main").text()
    assert "Example County Council" in client.get("/organisations/?archived=yes").text
    response = client.post(f"/organisations/{council.id}/restore", follow_redirects=True)
    assert "Archived on" not in response.text


def test_a_reader_sees_the_record_and_no_way_to_change_it(client, session, sign_in_as):
    council = make_organisation()
    archived = make_organisation("Gone")
    archive_organisation(organisation=archived, reason="Entered twice", actor=SystemActor())
    sign_in_as(Role.READER)
    for address in ("/organisations/", f"/organisations/{council.id}", f"/organisations/{archived.id}"):
        page = client.get(address).page
        links = [link.attributes["href"] for link in page.css("main a")]
        assert not [link for link in links if link and link.rsplit("/", 1)[-1] in {"add", "edit", "archive", "log"}]
        assert not page.css("main form[method=post]:not(.app-menu__panel)")
    assert client.post("/organisations/add", data=NEW).status_code == 403


def test_filters_are_in_the_address_and_each_can_be_taken_off(client, session, officer):
    make_organisation("Alpha Trust")
    make_organisation("Beta Trust", aliases=("Alpha",))
    response = client.get("/organisations/?words=alpha&group=frontline")
    titles = [node.text() for node in response.page.css(".app-rows .app-title")]
    assert titles == ["Alpha Trust", "Beta Trust"]
    chips = {node.text(strip=True): node.attributes["href"] for node in response.page.css(".app-chip")}
    assert chips == {"“alpha”": "/organisations/?group=frontline", "Frontline sector": "/organisations/?words=alpha"}
    response = client.get("/organisations/?words=gamma")
    assert "No organisation matches." in response.text
    assert response.page.css_first(".app-empty a").attributes["href"] == "/organisations/add?name=gamma"


@pytest.mark.parametrize("query", ["after=x", "after=999999999", "sector=1' OR 1", "words=%00%FF", "archived=perhaps"])
def test_no_address_breaks_the_list(client, session, officer, query):
    make_organisation()
    assert client.get(f"/organisations/?{query}").status_code in {200, 422}


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("aliases", "\n".join(f"Council of {number}" for number in range(20_000)), "Keep the 50 names"),
        ("aliases", "a" + "\u0300\u0316" * 100_000, "Shorten “Also known as”"),
        ("predecessors", "council " * 50_000, "one organisation a line"),
        ("parent", "council " * 50_000, "Shorten “Part of”"),
    ],
)
def test_names_without_end_are_refused_before_they_are_compared(client, officer, field, typed, told, monkeypatch):
    compared = []
    for module in ("organisations.edit_views", "directory_fields"):
        monkeypatch.setattr(f"app.web.{module}.find_similar_organisations", lambda *names: compared.append(names) or [])
    response = client.post("/organisations/add", data=NEW | {field: typed})
    assert response.status_code == 422
    assert told in response.page.css_first(".govuk-error-summary").text()
    assert compared == []


def test_long_lists_go_on_after_the_fiftieth_name(client, session, officer):
    for number in range(52):
        make_organisation(f"Body {number:02}")
    first = client.get("/organisations/?group=frontline")
    following = first.page.css_first(".app-pager a[rel=next]")
    assert following.text() == "After Body 49"
    second = client.get(following.attributes["href"])
    assert [node.text() for node in second.page.css(".app-rows .app-title")] == ["Body 50", "Body 51"]
    assert second.page.css_first(".app-pager a").attributes["href"] == "/organisations/?group=frontline"


def test_the_page_shows_holders_vacancies_and_people_without_a_post(client, session, officer):
    council = make_organisation()
    filled, vacant = make_post("Head of Early Help", council), make_post("Governance Manager", council)
    make_appointment(make_person("Sam Example"), filled, started_on=dt.date(2019, 3, 4))
    make_appointment(make_person("Lou Example"), vacant, ended_on=dt.date(2021, 2, 25))
    make_appointment(make_person("Kit Example"), council)
    words = " ".join(client.get(f"/organisations/{council.id}").page.css_first("main").text().split())
    assert "Head of Early Help Sam Example, since 4 March 2019" in words
    assert "Vacant since 26 February 2021" in words
    assert "Before: Lou Example, to 25 February 2021" in words
    assert "Kit Example" in words


def test_the_history_can_include_the_bodies_under_it_and_before_it(client, session, officer):
    council = make_organisation()
    school = make_organisation("Example School", parent_id=council.id)
    district = make_organisation("Example District", successor_ids=(council.id,))
    for subject, body in (("With the school", school), ("With the district", district), ("With us", council)):
        make_contact(subject, organisations=[body])
    alone = client.get(f"/organisations/{council.id}").page.css_first("#history").text()
    assert "With us" in alone
    assert "With the school" not in alone
    together = client.get(f"/organisations/{council.id}?related=yes").page.css_first("#history").text()
    assert "With the school" in together
    assert "With the district" in together


def test_a_restricted_contact_is_not_counted_for_others(client, session, officer):
    council = make_organisation()
    make_contact("Told in confidence", organisations=[council], is_restricted=True)
    response = client.get(f"/organisations/{council.id}")
    assert "Told in confidence" not in response.text
    assert "No contact with Example County Council is recorded yet." in response.text


def test_where_nothing_is_promised_its_page_leads_to_what_its_contacts_are_about(client, session, officer):
    council, commitment = make_organisation(), make_commitment("Practical guidance")
    make_contact(organisations=[council], commitments=[commitment])
    promised = client.get(f"/organisations/{council.id}").page.css_first("#promised")
    assert "Its contacts were lately about: Practical guidance" in promised.text()
    assert promised.css_first("p a").attributes["href"] == f"/commitments/{commitment.id}"
    commitment.to_organisation_id = council.id
    assert "lately about" not in client.get(f"/organisations/{council.id}").text


def test_a_renamed_organisation_is_found_by_its_new_name_in_its_contacts(client, session, officer):
    council = make_organisation()
    make_contact("Front door", organisations=[council])
    client.post(f"/organisations/{council.id}/edit", data=edited(council, name="Renamed Council"))
    assert "Front door" in client.get("/contacts/?words=renamed").text
    assert "Front door" not in client.get("/contacts/?words=county").page.css_first("main").text()
