"""Saving a list under a name, opening it again, and what its owner and others can do with it."""

import datetime as dt

import pytest

from app.accounts.models import Team
from app.accounts.rules import Role
from app.core.clock import office_today
from app.saved_views.models import SavedView
from app.saved_views.rules import Sharing
from tests.factories.contacts import make_contact, make_organisation, make_theme
from tests.factories.saved_views import make_view

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as(Role.OFFICER)


@pytest.fixture
def other(make_colleague):
    return make_colleague(Role.OFFICER, name="Officer B", email="b@liaison.example")


def words_of(response, css):
    return [" ".join(node.text(separator=" ").split()) for node in response.page.css(css)]


def opened_by(client, view):
    return client.get(f"/contacts/?{view.filters}&view={view.id}")


def the_view(session):
    return session.query(SavedView).one()


def test_a_list_is_saved_under_a_name_and_opened_by_it(client, session, officer):
    make_contact("Kept")
    tool = client.get("/contacts/?kind=meeting").page.css_first("a[href^='/views/new']")
    page = client.get(tool.attributes["href"])
    assert "Meeting" in words_of(page, ".app-definitions dd")
    saved = client.post(tool.attributes["href"], data={"name": "Meetings", "sharing": "private"})
    assert saved.location == f"/contacts/?kind=meeting&view={the_view(session).id}"
    opened = client.get(saved.location)
    assert words_of(opened, ".app-view-bar strong") == ["Meetings"]
    assert opened.page.css_first("a[href^='/views/new']") is None


def test_what_is_wrong_is_told_and_what_was_typed_stays(client, officer):
    make_view(officer, "Meetings")
    page = client.post("/views/new/contacts?kind=call", data={"name": "Meetings", "sharing": "all", "on_home": "y"})
    assert page.status_code == 422
    assert "You have a view called “Meetings” already" in page.text
    assert page.page.css_first("[name=sharing][value=all][checked]")
    assert page.page.css_first("[name=on_home][checked]")


def test_a_filter_that_cannot_be_read_is_not_saved(client, session, officer):
    client.post("/views/new/contacts?kind=meeting&theme=999&from=nonsense", data={"name": "M", "sharing": "private"})
    assert session.query(SavedView).count() == 0


def test_a_period_that_was_said_relative_moves_on(client, session, officer):
    client.post("/views/new/contacts?from=last+30+days", data={"name": "Lately", "sharing": "private"})
    assert the_view(session).filters == "from=last+30+days"
    make_contact("Lately met", date=office_today() - dt.timedelta(days=30))
    make_contact("Long ago", date=office_today() - dt.timedelta(days=31))
    opened = opened_by(client, the_view(session))
    assert words_of(opened, ".app-history .app-title") == ["Lately met"]


def test_a_date_that_was_typed_otherwise_is_no_change(client, session, officer):
    client.post("/views/new/contacts?from=1/11/2020", data={"name": "Since", "sharing": "private"})
    opened = opened_by(client, the_view(session))
    assert "other filters" not in opened.text


def test_its_owner_saves_changed_filters_and_can_undo_that(client, session, officer):
    view = make_view(officer)
    session.commit()
    changed = client.get(f"/contacts/?kind=call&view={view.id}")
    assert "with other filters than it was saved with" in changed.text
    assert words_of(changed, "a[href^='/views/new']") == ["Save as another"]
    form = changed.page.css_first(".app-view-bar form")
    replaced = client.post(form.attributes["action"], data={"version": view.version})
    assert replaced.location == f"/contacts/?kind=call&view={view.id}"
    told = client.get(replaced.location)
    undo = told.page.css_first(".app-message form")
    version = undo.css_first("[name=version]").attributes["value"]
    client.post(undo.attributes["action"], data={"version": version})
    session.expire_all()
    assert view.filters == "kind=meeting"


def test_an_old_page_does_not_overwrite_what_was_saved_since(client, session, officer):
    view = make_view(officer)
    session.commit()
    opened_at = view.version
    client.post(f"/views/{view.id}/show/contacts?kind=call", data={"version": opened_at})
    assert client.post(f"/views/{view.id}/show/contacts?kind=email", data={"version": opened_at}).status_code == 409
    session.expire_all()
    assert view.filters == "kind=call"


def test_others_save_a_shared_view_as_their_own(client, session, officer, other):
    view = make_view(other, columns=("date", "subject"))
    session.commit()
    page = client.get(f"/contacts/?kind=call&view={view.id}")
    assert "saved view of Officer B" in page.text
    assert page.page.css_first(".app-view-bar form") is None
    own = page.page.css_first("a[href^='/views/new']")
    assert own.text() == "Save as my own"
    client.post(own.attributes["href"], data={"name": "Calls", "sharing": "private"})
    mine = session.query(SavedView).filter_by(owner_id=officer.id).one()
    assert (mine.filters, mine.columns) == ("kind=call", ["date", "subject"])
    assert "This view belongs to Officer B" in client.get(f"/views/{view.id}/edit").text
    for address in ("edit", "remove", "put-back", "show/contacts"):
        assert client.post(f"/views/{view.id}/{address}").status_code == 403


def test_a_view_that_is_not_shared_is_not_there_for_others(client, session, officer, other):
    view = make_view(other, sharing=Sharing.PRIVATE)
    session.commit()
    assert client.get(f"/views/{view.id}/edit").status_code == 404
    assert "Meetings" not in client.get(f"/contacts/?kind=meeting&view={view.id}").text
    assert "Meetings" not in client.get("/views/").text


def test_a_view_shows_what_its_reader_may_read(client, session, officer, other):
    make_contact("In the open")
    make_contact("In confidence", is_restricted=True, colleagues=[other])
    view = make_view(other)
    session.commit()
    opened = opened_by(client, view)
    assert words_of(opened, ".app-history .app-title") == ["In the open"]


def test_what_a_filter_names_and_is_archived_or_gone_is_told(client, session, officer):
    theme = make_theme("Old theme")
    view = make_view(officer, filters=f"theme={theme.id}&organisation=999", words="Old theme")
    theme.archived_at = dt.datetime.now(dt.UTC)
    session.commit()
    opened = opened_by(client, view)
    assert words_of(opened, ".app-view-bar .app-warn-words") == [
        "“Old theme” is archived; the list still holds what is filed under it.",
        "The filter “organisation” names nothing that is there.",
    ]


def test_home_does_not_count_a_list_that_a_filter_no_longer_narrows(client, session, officer):
    view = make_view(officer, filters="organisation=999")
    session.commit()
    client.post(f"/views/{view.id}/home", data={"on": "yes"})
    assert words_of(client.get("/"), "#views .app-row__count") == ["a filter names nothing that is there"]


def test_the_way_on_stays_in_the_view(client, session, officer):
    for number in range(30):
        make_contact(f"Contact {number}", date=dt.date(2021, 1, 1) + dt.timedelta(days=number))
    view = make_view(officer)
    session.commit()
    page = client.get(f"/contacts/?kind=meeting&view={view.id}")
    assert f"view={view.id}" in page.page.css_first(".app-pager a").attributes["href"]
    assert page.page.css_first(f".app-filters [name=view][value='{view.id}']")
    assert page.page.css_first(f".app-go-to [name=view][value='{view.id}']")


def test_a_view_is_renamed_and_shared_with_the_team(client, session, officer):
    team = Team(name="Data sharing")
    session.add(team)
    session.flush()
    officer.team_id = team.id
    view = make_view(officer, sharing=Sharing.PRIVATE)
    session.commit()
    form = client.get(f"/views/{view.id}/edit")
    assert "My team, Data sharing" in form.text
    version = form.page.css_first("[name=version]").attributes["value"]
    client.post(f"/views/{view.id}/edit", data={"name": "Ours", "sharing": "team", "version": version})
    session.expire_all()
    assert (view.name, view.sharing, view.team_id) == ("Ours", Sharing.TEAM, team.id)
    assert "shared with Data sharing" in client.get("/views/").text


def test_what_was_changed_meanwhile_is_told_in_the_form(client, session, officer):
    view = make_view(officer)
    session.commit()
    said = {"name": "First", "sharing": "all", "version": view.version}
    client.post(f"/views/{view.id}/edit", data=said)
    again = client.post(f"/views/{view.id}/edit", data=said | {"name": "Second"})
    assert again.status_code == 422
    assert "saved this while you were writing" in again.text


def test_a_removed_view_is_put_back_by_undo(client, session, officer):
    view = make_view(officer)
    session.commit()
    client.post(f"/views/{view.id}/remove")
    page = client.get("/views/")
    assert "No view is saved yet." in page.text
    client.post(page.page.css_first(".app-message form").attributes["action"])
    assert "Meetings" in client.get("/views/").text


def test_a_view_is_put_on_home_and_taken_off(client, session, officer, other):
    view = make_view(other)
    session.commit()
    make_contact("A meeting")
    make_contact("In confidence", is_restricted=True, colleagues=[other])
    client.post(f"/views/{view.id}/home", data={"on": "yes"})
    assert "Take off home" in client.get("/views/").text
    assert words_of(client.get("/"), "#views .app-row") == ["Meetings Contacts 1"]
    client.post(f"/views/{view.id}/home", data={"on": "no"})
    assert "Put on home" in client.get("/views/").text
    assert client.get("/").page.css_first("#views") is None


def test_a_list_is_shown_in_the_columns_that_were_chosen(client, session, officer):
    council = make_organisation("Example County Council")
    make_contact("Front door", organisations=[council], themes=[make_theme("Child protection")], is_sample=True)
    make_contact("Behind it", is_restricted=True, colleagues=[officer])
    session.commit()
    kept = client.post("/views/columns/contacts?kind=meeting", data={"columns": ["date", "themes", "organisations"]})
    assert kept.location == "/contacts/?kind=meeting"
    page = client.get("/contacts/?kind=meeting")
    assert words_of(page, ".app-columns-table th") == ["Date", "Contact", "Organisations", "Themes"]
    rows = words_of(page, ".app-columns-table tbody tr")
    assert "Date 3 Feb 2021 Front door sample Organisations Example County Council Themes Child protection" in rows
    assert "Date 3 Feb 2021 Behind it Restricted" in rows
    client.post("/views/columns/contacts", data={"action": "as_by_itself"})
    assert client.get("/contacts/").page.css_first(".app-history")


def test_no_column_at_all_is_refused(client, officer):
    assert "Choose at least one column" in client.post("/views/columns/contacts").text


def test_columns_chosen_within_a_view_of_mine_are_the_views(client, session, officer):
    view = make_view(officer)
    session.commit()
    version = client.get(f"/views/columns/contacts?kind=meeting&view={view.id}").page.css_first("[name=version]")
    said = {"columns": ["date"], "version": version.attributes["value"]}
    client.post(f"/views/columns/contacts?kind=meeting&view={view.id}", data=said)
    session.expire_all()
    assert view.columns == ["date", "subject"]
    assert client.get("/contacts/").page.css_first(".app-columns-table") is None


def test_a_list_that_is_none_is_not_there(client, officer):
    for address in ("/views/new/nothing", "/views/columns/nothing"):
        assert client.get(address).status_code == 404


def test_a_list_leads_to_the_views_of_it_alone(client, session, officer, other):
    make_view(other)
    make_view(other, name="All organisations", list_name="organisations", filters="words=county")
    session.commit()
    leads_to = [link.attributes.get("href") for link in client.get("/contacts/").page.css("main .app-button-small")]
    assert "/views/?list=contacts" in leads_to
    page = client.get("/views/?list=contacts")
    assert words_of(page, "main a.app-title") == ["Meetings"]
    assert words_of(page, "h1") == ["Saved views of Contacts"]
    assert client.get("/views/?list=nothing").status_code == 404


@pytest.mark.parametrize("address", ["/views/new/points", "/views/columns/points"])
def test_what_is_said_of_a_list_is_in_its_section(client, officer, address):
    page = client.get(address)
    assert words_of(page, '.app-nav a[aria-current="page"]') == ["Partnership"]
    assert words_of(page, '.app-subnav a[aria-current="page"]') == ["Points raised"]


def test_the_first_column_has_the_focus(client, officer):
    assert "autofocus" in client.get("/views/columns/contacts").page.css_first("#columns").attributes


def test_its_columns_are_told_among_the_changes_as_they_are_headed(client, session, sign_in_as, other):
    view = make_view(other, columns=("date", "our_side"))
    session.commit()
    sign_in_as(Role.MANAGER)
    told = words_of(client.get(f"/audit/?kind=saved_view&record={view.id}"), ".app-changes__field")
    assert "Columns Date, Our side" in told[0]
    assert "our_side" not in told[0]
