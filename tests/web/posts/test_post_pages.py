import datetime as dt

import pytest

from app.accounts.rules import Role
from app.people.post_queries import PostFilters, list_posts
from app.people.queries import holders_on
from tests.factories.contacts import make_contact
from tests.factories.directory import make_appointment, make_organisation, make_person, make_post

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

TODAY = dt.date(2022, 1, 1)


@pytest.fixture(autouse=True)
def officer(session, sign_in_as):
    return sign_in_as(Role.OFFICER)


def holders(post) -> list[str]:
    return [held.person.name for held in holders_on([post.id], TODAY).get(post.id, [])]


def test_a_post_is_added_to_an_organisation_named_by_its_abbreviation(client):
    make_organisation(abbreviation="ECC")
    response = client.post("/posts/add", data={"title": "Clerk", "organisation": "ECC"}, follow_redirects=True)
    assert response.page.css_first("h1").text() == "Clerk"
    assert "Who holds it is not recorded yet." in response.text


def test_a_post_needs_a_title_and_an_organisation(client):
    response = client.post("/posts/add", data={"title": "Clerk"})
    assert [link.attributes["href"] for link in response.page.css(".govuk-error-summary__list a")] == ["#organisation"]
    make_organisation()
    response = client.post("/posts/add", data={"organisation": "Example County Council"})
    assert [link.attributes["href"] for link in response.page.css(".govuk-error-summary__list a")] == ["#title"]


def test_a_second_post_of_the_same_title_is_refused(client):
    post = make_post("Clerk")
    response = client.post("/posts/add", data={"title": "The clerk", "organisation": post.organisation.name})
    assert response.status_code == 422
    assert "has the post “Clerk” already" in response.text


def test_a_new_holder_takes_over_in_one_form(client):
    post, new = make_post(), make_person("Kit Example")
    make_appointment(make_person("Ray Sample"), post, started_on=dt.date(2015, 3, 1))
    typed = {"person": "kit", "started_on": "1 March 2021", "ends_others": "y"}
    response = client.post(f"/posts/{post.id}/holders/add", data=typed)
    assert response.status_code == 422
    offered = [node.attributes["value"] for node in response.page.css("input[name=person-choice]")]
    assert offered == [str(new.id), "new"]
    response = client.post(
        f"/posts/{post.id}/holders/add", data=typed | {"person-choice": str(new.id)}, follow_redirects=True
    )
    assert "to 28 February 2021" in response.text
    assert holders(post) == ["Kit Example"]


def test_a_holder_who_is_not_there_yet_is_added_as_a_new_person(client):
    post = make_post()
    typed = {"person": "Kit Example", "person-choice": "new"}
    client.post(f"/posts/{post.id}/holders/add", data=typed)
    assert holders(post) == ["Kit Example"]


def test_nobody_takes_a_post_twice(client):
    post, person = make_post(), make_person()
    make_appointment(person, post)
    typed = {"person": "Kit Example", "person-choice": str(person.id)}
    response = client.post(f"/posts/{post.id}/holders/add", data=typed)
    assert response.status_code == 422
    assert "already" in response.page.css_first(".govuk-error-summary").text()


def test_the_second_of_two_editors_is_told(client):
    post = make_post()
    said = {"title": post.title, "organisation": post.organisation.name, "version": post.version}
    client.post(f"/posts/{post.id}/edit", data=said | {"notes": "Theirs"})
    assert client.post(f"/posts/{post.id}/edit", data=said | {"notes": "Mine"}).status_code == 422


def test_the_page_keeps_its_history_whoever_holds_it(client):
    post = make_post()
    make_appointment(make_person("Ray Sample"), post, ended_on=dt.date(2021, 2, 28))
    make_contact("With the office", posts=[post])
    words = " ".join(client.get(f"/posts/{post.id}").page.css_first("main").text().split())
    assert "With the office" in words
    assert "Vacant Ray Sample to 28 February 2021" in words


def test_the_list_shows_organisation_and_holder_and_can_be_narrowed(client):
    post = make_post("Clerk")
    make_post("Chair", make_organisation("Example Trust"))
    make_appointment(make_person("Kit Example"), post)
    rows = [" ".join(row.text().split()) for row in client.get("/posts/").page.css(".app-rows li")]
    assert rows == ["Chair Example Trust", "Clerk Example County Council · Kit Example"]
    response = client.get(f"/posts/?organisation={post.organisation_id}")
    assert [node.text() for node in response.page.css(".app-rows .app-title")] == ["Clerk"]


def test_a_post_is_archived_and_restored(client):
    post = make_post("Clerk")
    client.post(f"/posts/{post.id}/archive", data={"reason": "Abolished"})
    assert list_posts(PostFilters()).items == []
    assert "Clerk" in client.get("/posts/?archived=yes").text
    client.post(f"/posts/{post.id}/restore")
    assert len(list_posts(PostFilters()).items) == 1
