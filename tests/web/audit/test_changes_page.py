import pytest

from app.accounts.rules import Role
from app.audit.rules import Action, FieldChange
from tests.factories.changes import make_change
from tests.factories.contacts import make_contact
from tests.factories.directory import make_organisation, make_person
from tests.factories.partnership import make_matter

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def words_of(page, selector="main"):
    return " ".join(page.css_first(selector).text(separator=" ").split())


@pytest.fixture
def manager(sign_in_as):
    return sign_in_as(Role.MANAGER)


def test_an_entry_tells_who_changed_what_and_leads_to_the_record(client, session, manager):
    council = make_organisation("Example County Council")
    fields = [FieldChange("Website", "https://old.example", "https://new.example")]
    make_change("Example County Council", number=council.id, actor=manager, changes=fields)
    page = client.get("/audit/").page
    row = page.css_first(".app-row--change")
    assert "Manager changed the organisation Example County Council" in words_of(row, ".app-row__words")
    assert words_of(row, "dl").startswith("Website Was: https://old.example → Is: https://new.example")
    assert row.css_first("a.app-title").attributes["href"] == f"/organisations/{council.id}"
    page = client.get(row.css_first(".app-row__margin a").attributes["href"]).page
    assert "Manager changed the organisation Example County Council" in words_of(page)


def test_a_record_that_is_gone_is_named_without_a_link(client, session, manager):
    make_change("Gone Council", number=999)
    row = client.get("/audit/?kind=organisation&record=999").page.css_first(".app-row--change")
    assert "“Gone Council”" in words_of(row, ".app-row__words")
    assert row.css_first("a.app-title") is None


def test_filters_stand_as_chips_and_what_cannot_be_read_says_so(client, session, manager):
    make_change("Older", action=Action.CREATED)
    page = client.get("/audit/?kind=organisation&action=created&from=nonsense&colleague=liaison").page
    assert [node.text().strip() for node in page.css(".app-chip")] == ["Liaison itself", "Organisation", "Created"]
    assert page.css_first("#from_-error, #from-error") is not None
    assert "1 change" in words_of(page, ".app-count")
    page = client.get("/audit/?action=created&to=1 January 1999").page
    assert "No change matches all of these." in words_of(page)


def test_a_record_is_found_by_its_name_and_its_own_page_leads_to_its_changes(client, session, manager):
    person = make_person("Kit Example")
    address = f"/audit/?kind=person&record={person.id}"
    assert client.get("/audit/?called=kit").page.css_first(f'a[href="{address}"]') is not None
    assert client.get(f"/people/{person.id}").page.css_first(f'#changes a[href="{address}"]') is not None
    assert "“Kit Example”" in words_of(client.get(address).page, ".app-count")


def test_a_change_of_what_hangs_on_a_contact_leads_to_the_contact(client, session, manager):
    contact = make_contact("Safeguarding", is_restricted=True)
    make_change("Send the notes", kind="follow_up", number=3, contact_id=contact.id)
    page = client.get(f"/audit/?kind=contact&record={contact.id}").page
    assert page.css_first("a.app-title").attributes["href"] == f"/contacts/{contact.id}"


def test_many_are_told_by_pages(client, session, manager):
    for number in range(60):
        make_change(str(number))
    page = client.get("/audit/").page
    following = client.get(page.css_first("a[rel=next]").attributes["href"]).page
    assert len(page.css(".app-row--change")) == 50
    assert "Back to the newest" in words_of(following)


def test_what_a_regulatory_matter_says_is_told_on_its_own_page_alone(client, session, manager):
    matter = make_matter(make_organisation("Example County Council"))
    fields = [FieldChange("What it is about", "", "Quindrel")]
    make_change("Example County Council", kind="regulatory_matter", number=matter.id, changes=fields)
    page = client.get("/audit/?kind=regulatory_matter").page
    assert "Quindrel" not in words_of(page)
    assert page.css_first("a.app-title").attributes["href"] == f"/independence/matters/{matter.id}"
    assert "Quindrel" not in words_of(client.get(page.css_first(".app-row__margin a").attributes["href"]).page)
