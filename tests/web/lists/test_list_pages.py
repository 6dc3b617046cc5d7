import pytest

from app.accounts.rules import Role
from app.audit.rules import SystemActor
from app.managed_lists.queries import list_words
from app.managed_lists.services import add_word
from app.organisations.sectors import SECTORS
from app.programme.themes import THEMES

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

LISTS = {"sectors": SECTORS, "themes": THEMES}


@pytest.fixture(params=sorted(LISTS))
def key(request, session, sign_in_as):
    for listed in list_words(LISTS[request.param], with_archived=True):
        session.delete(listed)
    session.flush()
    for name in ("One", "Two"):
        add_word(words=LISTS[request.param], name=name, actor=SystemActor())
    sign_in_as(Role.ADMINISTRATOR)
    return request.param


def shown(response) -> list[str]:
    return [node.text() for node in response.page.css(".app-rows li > p")]


def word_id(key: str, name: str) -> int:
    return next(word.id for word in list_words(LISTS[key], with_archived=True) if word.name == name)


def test_a_word_is_added_at_the_end(client, key):
    response = client.post(f"/administration/{key}/add", data={"name": "Three"}, follow_redirects=True)
    assert shown(response) == ["One", "Two", "Three"]


def test_a_word_that_is_there_already_is_refused_and_kept_in_the_field(client, key):
    response = client.post(f"/administration/{key}/add", data={"name": "two"})
    assert response.status_code == 422
    assert response.page.css_first("#name").attributes["value"] == "two"
    assert response.page.css_first(".govuk-error-summary__list a").attributes["href"] == "#name"


def test_words_are_reordered_renamed_archived_and_restored(client, key):
    two = word_id(key, "Two")
    change = f"/administration/{key}/{two}"
    assert shown(client.post(f"{change}/up", follow_redirects=True)) == ["Two", "One"]
    assert shown(client.post(f"{change}/rename", data={"name": "Deux"}, follow_redirects=True)) == ["Deux", "One"]
    assert client.post(f"{change}/rename", data={"name": "one"}).status_code == 422
    response = client.post(f"{change}/archive", follow_redirects=True)
    assert shown(response) == ["One", "Deux"]
    assert [word.name for word in list_words(LISTS[key])] == ["One"]
    client.post(f"{change}/restore")
    assert [word.name for word in list_words(LISTS[key])] == ["Deux", "One"]


def test_only_those_who_manage_lists_reach_them(client, key, sign_in_as):
    sign_in_as(Role.MANAGER)
    assert client.get(f"/administration/{key}").status_code == 403
    assert client.post(f"/administration/{key}/add", data={"name": "Three"}).status_code == 403


def test_there_are_no_other_lists_and_no_other_changes(client, key):
    assert client.get(f"/administration/{key}/999999/rename").status_code == 404
    assert client.post(f"/administration/{key}/1/delete").status_code == 404
    assert client.post("/administration/colours/add", data={"name": "Red"}).status_code == 404
