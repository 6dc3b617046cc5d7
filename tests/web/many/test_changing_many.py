"""A manager ticks contacts or takes all that match, sees what would change, changes them and takes it back."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from app.contacts.filters import ContactFilters
from app.contacts.models import Contact, ContactTheme
from app.contacts.rules import ContactKind, Visibility
from app.database import db
from app.jobs.rules import JobState
from app.jobs.services import cancel_job
from app.many.models import ManyChange
from app.many.rules import Stage
from app.many.selecting import filters_as_plain, filters_from_plain
from tests.factories.contacts import make_contact, make_organisation, make_plain_colleague, make_theme
from tests.support.jobs import run_waiting_jobs

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def me(sign_in_as):
    return sign_in_as("manager")


@pytest.fixture
def theme(me):
    return make_theme("Code promotion")


def words_of(page, selector="main"):
    return " ".join(page.css_first(selector).text(separator=" ").split())


def make_contacts(count, **fields):
    """On one day after another, the last the newest."""
    day = dt.date(2021, 1, 1)
    return [make_contact(f"Meeting {n}", date=day + dt.timedelta(days=n), **fields) for n in range(count)]


def press(client, page, words):
    """Press the button of these words, with the fields of its form."""
    [button] = [node for node in page.css("main button") if node.text(strip=True) == words]
    form = button.parent
    while form.tag != "form":
        form = form.parent
    typed = [(node.attributes["name"], node.attributes.get("value") or "") for node in form.css("input[type=hidden]")]
    return client.post(form.attributes["action"], data=dict(typed), follow_redirects=True).page


def preview(client, address, **typed):
    return client.post(address, data=typed, follow_redirects=True).page


def themed():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(ContactTheme))


def test_those_ticked_are_previewed_changed_and_taken_back(client, me, theme):
    first, second, third = make_contacts(3)
    so_already = make_contact("So already", themes=[theme])
    address = f"/contacts/many/change?contact={first.id}&contact={second.id}&contact={so_already.id}"
    asked = client.get(address).page
    assert "3 contacts that you ticked" in words_of(asked)
    assert "One part at a time" in words_of(asked)
    page = preview(client, asked.css_first("main form").attributes["action"], themes=theme.id, kind="add_themes")
    assert words_of(page, "h1") == "Add the theme Code promotion"
    assert "Will change 2 So already 1" in words_of(page, ".app-figures")
    assert "Meeting 1" in words_of(page)
    assert themed() == 1
    page = press(client, page, "Change 2 contacts")
    assert words_of(page, ".app-message--saved") == "Changed. 2 contacts were changed."
    assert words_of(page, "h1") == "Done: Add the theme Code promotion"
    assert "Changed 2 So already 1" in words_of(page, ".app-figures")
    assert themed() == 3
    page = press(client, page, "Undo all of it")
    assert words_of(page, ".app-message--saved") == "Undone. 2 contacts are as before."
    assert "Taken back 2 So already 1" in words_of(page, ".app-figures")
    assert themed() == 1
    assert not third.theme_links


def test_ticks_are_kept_from_page_to_page(client, me):
    contacts = make_contacts(51)
    newest, oldest = contacts[-1], contacts[0]
    first = client.get("/contacts/many/").page
    older = first.css_first("button[name=older]").attributes["value"]
    second = client.get(f"/contacts/many/?contact={newest.id}&older={older}").page
    assert "1 contact ticked, 1 of them on other pages" in words_of(second)
    assert second.css_first("input[name=ticked]").attributes["value"] == str(newest.id)
    both = client.get(f"/contacts/many/change?ticked={newest.id}&contact={oldest.id}").page
    assert "2 contacts that you ticked" in words_of(both)
    back = client.get(f"/contacts/many/?ticked={newest.id}&contact={oldest.id}&older=newest").page
    assert [node.attributes["value"] for node in back.css("input[name=contact][checked]")] == [str(newest.id)]
    assert "2 contacts ticked, 1 of them on other pages" in words_of(back)


def test_all_on_a_page_are_ticked_by_one_button(client, me):
    make_contacts(3)
    page = client.get("/contacts/many/?tick=page").page
    assert len(page.css("input[name=contact][checked]")) == 3
    assert not client.get("/contacts/many/?tick=none").page.css("input[name=contact][checked]")


def test_no_more_are_ticked_than_an_address_holds(client, me, theme):
    too_many = ".".join(map(str, range(1, 202)))
    assert "At most 200 can be ticked" in words_of(client.get(f"/contacts/many/?ticked={too_many}").page)
    response = client.post(f"/contacts/many/change?ticked={too_many}", data={"themes": theme.id, "kind": "add_themes"})
    assert response.status_code == 422
    assert db.session.scalar(select(func.count()).select_from(ManyChange)) == 0


def test_all_that_match_are_counted_exactly_and_told_in_words(client, me, theme):
    make_contacts(3, organisations=[make_organisation()])
    make_contact("Another")
    council = client.get("/contacts/many/change?all=yes&words=meeting&from=2+January+2021").page
    assert "2 contacts that match “meeting”, from 2 January 2021" in words_of(council)
    page = preview(client, "/contacts/many/change?all=yes&words=meeting", themes=theme.id, kind="add_themes")
    assert "Will change 3" in words_of(page, ".app-figures")


def test_a_filter_that_cannot_be_read_leads_back_to_the_list_that_says_so(client, me):
    response = client.get("/contacts/many/change?all=yes&from=never")
    assert response.status_code == 302
    assert response.location == "/contacts/?all=yes&from=never"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"kind": "add_themes"}, "Tick at least one theme"),
        ({"kind": "reassign"}, "Say whom to replace"),
        ({"kind": "nonsense"}, "Press the button of what is to be changed"),
        ({}, "Press the button of what is to be changed"),
    ],
)
def test_what_is_missing_is_told_and_the_choice_kept(client, me, typed, problem):
    contact = make_contact()
    response = client.post(f"/contacts/many/change?ticked={contact.id}", data=typed)
    assert response.status_code == 422
    assert problem in words_of(response.page, ".govuk-error-summary")
    assert "1 contact that you ticked" in words_of(response.page)


def test_who_loses_sight_of_contacts_is_said_before(client, me):
    make_plain_colleague("Officer B")
    on_it, alone = make_contact(colleagues=[me]), make_contact()
    page = preview(client, f"/contacts/many/change?ticked={on_it.id}.{alone.id}", visibility="restricted")
    assert "Of the 1 colleague who may not read restricted contacts" in words_of(page)
    assert "1 contact has nobody on our side, so that managers alone see it." in words_of(page)
    press(client, page, "Change 2 contacts")
    db.session.rollback()
    assert {each.visibility for each in db.session.scalars(select(Contact))} == {Visibility.RESTRICTED}


def test_one_colleague_takes_the_place_of_another(client, me):
    leaving, taking_over = make_plain_colleague("Officer B"), make_plain_colleague("Officer C")
    contact = make_contact(colleagues=[leaving], is_restricted=True)
    typed = {"from_id": leaving.id, "to_id": taking_over.id, "on_our_side": "y", "kind": "reassign"}
    page = preview(client, f"/contacts/many/change?ticked={contact.id}", **typed)
    assert words_of(page, "h1") == "Put Officer C in the place of Officer B on our side"
    assert "1 contact is restricted: Officer C may read these from then on" in words_of(page)


def test_many_are_looked_at_changed_and_undone_in_the_background(client, me, theme, monkeypatch):
    monkeypatch.setattr("app.many.services.PREPARED_AT_ONCE", 2)
    monkeypatch.setattr("app.many.services.DONE_AT_ONCE", 2)
    monkeypatch.setattr("app.many.working.FIRST_BATCH", 2)
    make_contacts(5)
    page = preview(client, "/contacts/many/change?all=yes", themes=theme.id, kind="add_themes")
    assert "Looking at each contact. Nothing is changed yet." in words_of(page)
    address = f"/contacts/many/{db.session.scalars(select(ManyChange.id)).one()}"
    run_waiting_jobs()
    page = press(client, client.get(address).page, "Change 5 contacts")
    assert "It begins in a moment" in words_of(page)
    client.post(f"{address}/start")  # pressed twice, it is done once
    assert (run_waiting_jobs(), themed()) == (1, 5)
    page = press(client, client.get(address).page, "Undo all of it")
    run_waiting_jobs()
    assert "Taken back 5" in words_of(client.get(address).page, ".app-figures")
    assert themed() == 0


def test_a_change_that_was_cancelled_is_gone_on_with_or_undone(client, me, theme, monkeypatch):
    monkeypatch.setattr("app.many.services.DONE_AT_ONCE", 2)
    make_contacts(5)
    page = preview(client, "/contacts/many/change?all=yes", themes=theme.id, kind="add_themes")
    press(client, page, "Change 5 contacts")
    many = db.session.scalars(select(ManyChange)).one()
    cancel_job(job=many.job, now=many.created_at)
    many.counts = {"changed": 2, "to_change": 3}
    page = client.get(f"/contacts/many/{many.id}").page
    assert "It was stopped before it was through." in words_of(page)
    press(client, page, "Go on with the other 3 contacts")
    run_waiting_jobs()
    db.session.expire_all()
    assert (many.stage, many.job.state) == (Stage.DONE, JobState.DONE)
    assert themed() == 5


def test_a_preview_is_left_and_nothing_changed(client, me, theme):
    contact = make_contact()
    page = preview(client, f"/contacts/many/change?ticked={contact.id}", themes=theme.id, kind="add_themes")
    page = press(client, page, "Leave them as they are")
    assert "Left as it was." in words_of(page, "[role=status]")
    many = db.session.scalars(select(ManyChange)).one()
    assert many.stage is Stage.DISCARDED
    assert client.post(f"/contacts/many/{many.id}/start").status_code == 409
    assert themed() == 0


def test_the_numbers_open_their_contacts(client, me, theme):
    first, second = make_contacts(2)
    page = preview(client, f"/contacts/many/change?ticked={first.id}.{second.id}", themes=theme.id, kind="add_themes")
    listed = client.get(page.css_first(".app-figures a").attributes["href"]).page
    assert words_of(listed, "h1") == "Will change"
    assert [link.text() for link in listed.css(".app-history a")] == ["Meeting 1", "Meeting 0"]


def test_a_change_is_its_managers_own(client, me, theme, make_colleague, sign_in_as):
    contact = make_contact()
    preview(client, f"/contacts/many/change?ticked={contact.id}", themes=theme.id, kind="add_themes")
    address = f"/contacts/many/{db.session.scalars(select(ManyChange.id)).one()}"
    sign_in_as(make_colleague("manager", email="another@liaison.example"))
    assert [client.get(address).status_code, client.post(f"{address}/start").status_code] == [404, 404]


def test_filters_are_kept_and_read_back(app):
    filters = ContactFilters(
        words="hub",
        organisation_ids=(3,),
        person_id=4,
        date_from=dt.date(2021, 1, 2),
        visibility=Visibility.OPEN,
        kind=ContactKind.LETTER,
        has_advice=True,
    )
    assert filters_from_plain(filters_as_plain(filters)) == filters
