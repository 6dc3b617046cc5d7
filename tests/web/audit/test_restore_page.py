import pytest

from app.accounts.rules import Role
from app.audit.rules import Action, FieldChange
from tests.factories.changes import make_change
from tests.factories.directory import make_organisation

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def words_of(page, selector="main"):
    return " ".join(page.css_first(selector).text(separator=" ").split())


def sent(page):
    form = page.css_first("main form[method=post]")
    return {node.attributes["name"]: node.attributes.get("value", "") for node in form.css("input")}


@pytest.fixture
def entry(session, sign_in_as):
    sign_in_as(Role.MANAGER)
    council = make_organisation(website="https://new.example")
    fields = [FieldChange("Website", "https://old.example", "https://new.example"), FieldChange("Stage", "A", "B")]
    return make_change(council.name, number=council.id, changes=fields)


def test_an_earlier_value_is_shown_beside_the_present_one_put_back_and_undone(client, entry):
    page = client.get(f"/audit/{entry.id}").page
    [link] = [node.attributes["href"] for node in page.css("main dd a")]
    assert "such as an intended rhythm, a stage or the records it is linked to, is changed on" in words_of(page)
    page = client.get(link).page
    assert "It says now https://new.example It will say https://old.example" in words_of(page, ".app-before-after")
    page = client.post(link, data=sent(page), follow_redirects=True).page
    assert "“Website” of Example County Council says again what it said before." in words_of(page)
    assert page.css_first('main a[href="https://old.example"]') is not None
    undo = page.css_first(".app-message form")
    fields = {node.attributes["name"]: node.attributes["value"] for node in undo.css("input")}
    page = client.post(undo.attributes["action"], data=fields, follow_redirects=True).page
    assert page.css_first('main a[href="https://new.example"]') is not None


def test_a_record_saved_meanwhile_is_looked_at_again(client, entry):
    address = f"/audit/{entry.id}/restore/0"
    response = client.post(address, data={"version": "77"})
    assert response.status_code == 422
    assert "Someone has saved this record since" in words_of(response.page)
    assert client.post(address, data=sent(response.page)).status_code == 302


def test_what_cannot_be_put_back_says_why(client, entry):
    client.post(f"/audit/{entry.id}/restore/0", data=sent(client.get(f"/audit/{entry.id}/restore/0").page))
    page = client.get(f"/audit/{entry.id}").page
    assert (page.css("main dd a"), "It says again what it said before." in words_of(page)) == ([], True)
    response = client.get(f"/audit/{entry.id}/restore/0")
    assert response.status_code == 409
    assert "It says so already." in words_of(response.page)
    assert client.get(f"/audit/{entry.id}/restore/1").status_code == 404


def test_a_merge_is_undone_as_a_whole(client, entry):
    fields = [FieldChange("Merged with", "", "Example Cnty Council"), FieldChange("Notes", "", "Of the other")]
    merged = make_change(number=entry.subject_id, action=Action.MERGED, changes=fields)
    page = client.get(f"/audit/{merged.id}").page
    assert (page.css("main dd a"), "A merge is not put back field by field." in words_of(page)) == ([], True)
