import datetime as dt

import pytest

from app.accounts.rules import Role
from app.core.clock import office_today
from app.organisations.models import Sector
from app.organisations.rules import PartnerGroup
from app.partnership.forums.queries import list_members
from app.partnership.models import Forum
from tests.factories.directory import make_appointment, make_organisation, make_person, make_post
from tests.factories.partnership import make_forum, make_member

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as(Role.OFFICER)


def words_of(page, selector="main"):
    return " ".join(page.css_first(selector).text(separator=" ").split())


def undo(client, page):
    form = page.css_first(".app-message form")
    fields = {node.attributes["name"]: node.attributes["value"] for node in form.css("input")}
    return client.post(form.attributes["action"], data=fields, follow_redirects=True).page


NEW = {"name": "Example Network", "kind": "network", "workstream_id": ""}


def test_a_forum_is_added_and_its_page_asks_for_members(client, session, officer):
    council = make_organisation()
    typed = NEW | {"convenor": council.name, "started_on": "September 2020", "purpose": "To meet"}
    page = client.post("/forums/add", data=typed, follow_redirects=True).page
    assert page.css_first("h1").text() == "Example Network"
    assert "Network · convened by Example County Council · since 1 September 2020" in words_of(page)
    assert "Nobody belongs to it yet. Add members" in words_of(page, "#members")


def test_every_problem_is_told_and_nothing_typed_is_lost(client, session, officer):
    typed = NEW | {"name": " ", "convenor": "Nobody’s", "started_on": "31 Feb", "purpose": "  kept <b>"}
    response = client.post("/forums/add", data=typed)
    assert response.status_code == 422
    links = [link.attributes["href"] for link in response.page.css(".govuk-error-summary__list a")]
    assert links == ["#name", "#convenor", "#started_on"]
    assert response.page.css_first("#purpose").text() == "  kept <b>"


def test_the_edit_form_shows_what_is_recorded_and_tells_the_second_of_two(client, session, officer):
    forum = make_forum(purpose="To meet", started_on=dt.date(2020, 9, 1))
    page = client.get(f"/forums/{forum.id}/edit").page
    assert page.css_first("#started_on").attributes["value"] == "1 September 2020"
    typed = NEW | {"version": page.css_first("#version").attributes["value"]}
    client.post(f"/forums/{forum.id}/edit", data=typed)
    response = client.post(f"/forums/{forum.id}/edit", data=typed | {"name": "Mine"})
    assert response.status_code == 422
    assert "saved this while you were writing" in response.text
    session.expire_all()
    assert session.get(Forum, forum.id).name == "Example Network"


def test_an_archived_forum_leaves_the_list_and_comes_back(client, session, officer):
    forum = make_forum()
    page = client.post(f"/forums/{forum.id}/archive", data={"reason": "It is over"}, follow_redirects=True).page
    assert "It is over" in words_of(page)
    assert forum.name not in words_of(client.get("/forums/").page)
    assert forum.name in words_of(client.get("/forums/?archived=yes").page)
    undo(client, page)
    assert forum.name in words_of(client.get("/forums/").page)


def test_the_list_says_how_many_belong_now_and_can_be_narrowed(client, session, officer):
    council = make_organisation()
    make_member(make_forum("A forum"), organisation_id=council.id)
    make_forum("B forum", ended_on=dt.date(2021, 1, 1))
    page = client.get("/forums/").page
    assert [node.text() for node in page.css(".app-rows .app-title")] == ["A forum", "B forum"]
    assert "Forum · 1 member" in words_of(page)
    assert "Ended" in words_of(page)
    page = client.get(f"/forums/?organisation={council.name}&kind=nonsense").page
    assert [node.text() for node in page.css(".app-rows .app-title")] == ["A forum"]
    assert "There is no “nonsense” here" in words_of(page)
    assert [node.text(strip=True) for node in page.css(".app-chip")] == ["with Example County Council"]
    assert "No organisation is called “Nobody”" in words_of(client.get("/forums/?organisation=Nobody").page)


def test_several_are_added_at_once_and_stand_by_partner_group(client, session, officer):
    forum = make_forum()
    health, housing = Sector(name="Health"), Sector(name="Housing")
    session.add_all([health, housing])
    session.flush()
    make_organisation("Example Trust", sector_id=health.id)
    make_organisation("Example Committee", PartnerGroup.PARLIAMENT)
    typed = {"organisations": "Example Trust\nExample Committee", "started_on": "1 September 2020", "role": "Observer"}
    page = client.post(f"/forums/{forum.id}/members/add", data=typed, follow_redirects=True).page
    assert "2 members are added." in words_of(page)
    words = words_of(page, "#members")
    assert words.startswith("Members 2 Parliament 1 Example Committee Observer · From 1 September 2020")
    assert "No member from government yet." in words
    assert "No member from Parliament yet." not in words
    assert "No member yet from these sectors: Housing." in words


def test_adding_one_can_be_undone_and_nobody_is_asked_for(client, session, officer):
    forum, council = make_forum(), make_organisation()
    response = client.post(f"/forums/{forum.id}/members/add", data={"role": "Chair"})
    assert response.status_code == 422
    assert "Enter who belongs to it." in response.text
    page = client.post(f"/forums/{forum.id}/members/add", data={"who": council.name}, follow_redirects=True).page
    assert len(list_members(forum.id, office_today())) == 1
    undo(client, page)
    session.expire_all()
    assert list_members(forum.id, office_today()) == []


def test_of_several_one_of_whom_belongs_already_nobody_is_added(client, session, officer):
    forum, council, trust = make_forum(), make_organisation(), make_organisation("Example Trust")
    make_member(forum, organisation_id=council.id)
    typed = {"organisations": f"{trust.name}\n{council.name}"}
    response = client.post(f"/forums/{forum.id}/members/add", data=typed)
    assert response.status_code == 422
    assert "Example County Council is a member already." in response.text
    session.expire_all()
    assert len(list_members(forum.id, office_today())) == 1


def test_a_membership_that_is_ended_stands_apart(client, session, officer):
    forum, council = make_forum(), make_organisation()
    member = make_member(forum, organisation_id=council.id, started_on=dt.date(2020, 9, 1))
    typed = {"ended_on": "28 February 2021", "version": member.version}
    page = client.post(f"/forums/members/{member.id}/end", data=typed, follow_redirects=True).page
    assert "Example County Council" not in words_of(page, "#members")
    assert "From 1 September 2020 to 28 February 2021" in words_of(page, "#former")
    session.refresh(member)
    typed = {"ended_on": "1999", "version": member.version}
    response = client.post(f"/forums/members/{member.id}/end", data=typed)
    assert response.status_code == 422
    assert "It began on 1 September 2020" in response.text


def test_a_membership_is_corrected(client, session, officer):
    forum, post = make_forum(), make_post("Director")
    member = make_member(forum, organisation_id=post.organisation_id)
    page = client.get(f"/forums/members/{member.id}/edit").page
    assert page.css_first("#who").attributes["value"] == "Example County Council"
    typed = {"who": "Director", "role": "Chair", "version": member.version}
    page = client.post(f"/forums/members/{member.id}/edit", data=typed, follow_redirects=True).page
    assert "Director , Example County Council Chair" in words_of(page, "#members")


def test_a_mistake_is_removed_and_put_back_by_its_confirmation(client, session, officer):
    forum, council = make_forum(), make_organisation()
    member = make_member(forum, organisation_id=council.id, role="Chair", started_on=dt.date(2020, 9, 1))
    page = client.post(f"/forums/members/{member.id}/remove", follow_redirects=True).page
    assert "Nobody belongs to it yet." in words_of(page, "#members")
    page = undo(client, page)
    assert "Chair · From 1 September 2020" in words_of(page, "#members")
    assert client.post(f"/forums/{forum.id}/members/put-back", data={"organisation": "x"}).status_code == 400


def test_a_person_without_a_place_of_their_own_stands_by_where_they_are_now(client, session, officer):
    forum, kit, sam = make_forum(), make_person(), make_person("Sam Example")
    make_appointment(kit, make_organisation())
    for person in (kit, sam):
        make_member(forum, person_id=person.id)
    make_member(forum, organisation_id=make_organisation("Later").id, started_on=office_today() + dt.timedelta(days=9))
    headings = [" ".join(node.text().split()) for node in client.get(f"/forums/{forum.id}").page.css("#members h3")]
    assert headings == ["Frontline sector 1", "Partner group not known 1", "Still to join 1"]


def test_their_own_pages_tell_the_forums_they_belong_to(client, session, officer):
    forum, post, person = make_forum(), make_post("Director"), make_person()
    make_member(
        forum,
        organisation_id=post.organisation_id,
        post_id=post.id,
        person_id=person.id,
        started_on=dt.date(2020, 9, 1),
    )
    told = "Example Practitioners’ Forum , since 1 September 2020"
    assert told in words_of(client.get(f"/people/{person.id}").page)
    assert told in words_of(client.get(f"/posts/{post.id}").page)
    page = client.get(f"/organisations/{post.organisation_id}").page
    assert "Example Practitioners’ Forum (Kit Example), since 1 September 2020" in words_of(page)


def test_a_reader_sees_forums_and_no_way_to_change_them(client, session, sign_in_as):
    forum = make_forum()
    member = make_member(forum, organisation_id=make_organisation().id)
    sign_in_as(Role.READER)
    page = client.get(f"/forums/{forum.id}").page
    assert not page.css("main form[method=post]")
    links = [link.attributes["href"] for link in page.css("main a")]
    assert not [link for link in links if link.rsplit("/", 1)[-1] in {"add", "edit", "end", "archive"}]
    assert client.post(f"/forums/members/{member.id}/remove").status_code == 403
