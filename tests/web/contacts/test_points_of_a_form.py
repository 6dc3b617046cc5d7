"""The row of a point raised: what else is known of it travels with the form, wherever that goes."""

import pytest
from sqlalchemy import select

from app.organisations.models import Sector
from app.points.models import Point
from app.points.rules import BarrierNature
from tests.factories.contacts import make_contact, make_organisation, make_person, make_theme
from tests.factories.partnership import make_point
from tests.support.drafts import TOKEN, autosave, drafts_of
from tests.support.entry_form import entry_fields, error_links, saved_contact
from tests.support.filled_form import filled_in
from tests.support.two_editors import chosen_on, conflict, opened, shown_on, typed_over

# The two databases differ in none of it: writing points is tested on both below the pages.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

FEAR = "Staff hold back because they fear blame"
PARTS = ("kind", "words", "nature", "by", "sector", "themes", "same_as")


@pytest.fixture
def sector(session):
    sector = Sector(name="Education")
    session.add(sector)
    session.flush()
    return sector


@pytest.fixture
def theme(session):
    return make_theme("Child protection")


@pytest.fixture
def earlier(session):
    return make_point("They fear to be blamed")


@pytest.fixture
def whole(council, sector, theme, earlier):
    """A row that says all that it can, by one who is new."""
    return {
        "who": f"organisation:{council.id}",
        "new_people-0-name": "Jo Example",
        "new_people-0-organisation": council.name,
        "points-0-kind": "barrier",
        "points-0-words": FEAR,
        "points-0-nature": "cultural",
        "points-0-by": "new_people-0",
        "points-0-sector": sector.id,
        "points-0-themes": theme.id,
        "points-0-same_as": earlier.id,
    }


def row(page):
    """What the first row of the form holds."""
    filled = filled_in(page)
    return {part: filled.get(f"points-0-{part}", [""])[0] for part in PARTS}


def offered(page, part="by"):
    return {option.text(): option.attributes["value"] for option in page.css(f"#points-0-{part} option")}


def the_point(session):
    session.expire_all()
    return session.scalars(select(Point).where(Point.contact_id.is_not(None))).one()


def test_all_of_it_is_saved_and_the_form_of_a_change_has_it_again(
    client, officer, council, session, whole, sector, theme, earlier
):
    assert client.post("/contacts/log", data=entry_fields(**whole)).status_code == 302
    point = the_point(session)
    assert (point.barrier_nature, point.sector, point.themes) == (BarrierNature.CULTURAL, sector, [theme])
    assert (point.by_person.name, point.by_organisation, point.same_as_id) == ("Jo Example", council, earlier.id)
    page = client.get(f"/contacts/{point.contact_id}/edit").page
    by = f"attendee:{point.by_person_id}..{council.id}"
    assert row(page) == dict(
        zip(PARTS, ("barrier", FEAR, "cultural", by, str(sector.id), str(theme.id), str(earlier.id)), strict=True)
    )
    held = " ".join(page.css_first("[data-point-holds]").text().split())
    assert held == ": Cultural; Jo Example, Example County Council; Education; Child protection"
    assert "It is the same as “They fear to be blamed”" in page.css_first("[data-said-before]").text()
    assert client.post(f"/contacts/{point.contact_id}/edit", data=filled_in(page) | {"action": "save"}).location
    unchanged = client.get(f"/contacts/{point.contact_id}").page
    assert unchanged.css("#changes .app-changes__field") == []


def test_a_form_that_comes_back_has_all_of_it_and_offers_whoever_is_named(client, officer, council, whole, session):
    known = make_person("Kit Example")
    sent = entry_fields(**whole, date="31 Feb") | {"who": [f"organisation:{council.id}", f"person:{known.id}"]}
    page = client.post("/contacts/log", data=sent).page
    assert row(page) == {part: str(whole[f"points-0-{part}"]) for part in PARTS}
    assert offered(page) == {
        "Whoever was there": "",
        "Example County Council": f"organisation:{council.id}",
        "Kit Example, Person": f"person:{known.id}",
        "Jo Example (new)": "new_people-0",
    }


def test_a_draft_has_all_of_it(client, officer, whole):
    assert autosave(client, **entry_fields(**whole, submission_token=TOKEN)).status_code == 200
    page = client.get(f"/contacts/log?draft={TOKEN}").page
    assert row(page) == {part: str(whole[f"points-0-{part}"]) for part in PARTS}


def test_undoing_gives_back_the_form_with_who_was_new(client, officer, session, whole):
    page = client.post("/contacts/log", data=entry_fields(**whole), follow_redirects=True).page
    undo = page.css_first("[role=status] form").attributes["action"]
    page = client.post(undo, follow_redirects=True).page
    assert row(page) == {part: str(whole[f"points-0-{part}"]) for part in PARTS}


def test_a_form_that_is_sent_again_is_saved_once_whoever_was_new(client, officer, session, whole):
    sent = entry_fields(**whole)
    client.post("/contacts/log", data=sent)
    again = client.post("/contacts/log", data=sent, follow_redirects=True)
    assert "was sent twice" in again.text
    assert drafts_of(session, officer) == []
    changed = client.post("/contacts/log", data=sent | {"points-0-nature": "legal"}, follow_redirects=True).page
    point = the_point(session)
    assert row(changed)["nature"] == "legal"
    assert row(changed)["by"] == f"attendee:{point.by_person_id}..{point.by_organisation_id}"


def test_two_versions_are_told_apart_by_all_of_it(client, officer, other, whole, session, sector):
    client.post("/contacts/log", data=entry_fields(**whole))
    contact = saved_contact(session)
    address = f"/contacts/{contact.id}/edit"
    both = opened(client, address), opened(other, address)
    page = conflict(client, other, address, both, {"points-0-nature": "legal"}, {"points-0-sector": ""}).page
    yours, theirs, side = shown_on(page)["Point raised"]
    assert yours.startswith(f"Barrier, legal: {FEAR} Raised by Jo Example, Example County Council Education")
    assert "Education" not in theirs
    assert theirs.endswith("It is the same as “They fear to be blamed”")
    assert side is None
    sent = typed_over(chosen_on(page, {"Point raised": "yours"}))
    assert client.post(address, data=sent).status_code == 302
    point = the_point(session)
    assert (point.barrier_nature, point.sector) == (BarrierNature.LEGAL, sector)
    assert point.by_person.name == "Jo Example"


def test_what_is_taken_back_is_a_point_by_itself(client, officer, session, whole):
    client.post("/contacts/log", data=entry_fields(**whole))
    address = f"/contacts/{saved_contact(session).id}/edit"
    sent = filled_in(client.get(address).page)
    del sent["points-0-same_as"]
    assert client.post(address, data=sent | {"action": "save"}).status_code == 302
    assert the_point(session).same_as_id is None


def test_what_an_officer_may_not_read_is_neither_shown_nor_taken(client, officer, council, session):
    hidden = make_point("In confidence", make_contact(is_restricted=True))
    for number in (hidden.id, 99_999):
        sent = entry_fields(
            **{"who": f"organisation:{council.id}", "points-0-words": FEAR, "points-0-same_as": number},
            action="add_point",
        )
        page = client.post("/contacts/log", data=sent)
        assert "In confidence" not in page.text
        assert page.page.css_first("[data-said-before] input") is None


def test_a_row_that_says_who_and_not_what_is_asked_about(client, officer, council, sector):
    sent = entry_fields(**{"who": f"organisation:{council.id}", "points-0-sector": sector.id})
    assert error_links(client.post("/contacts/log", data=sent)) == ["Say what was raised, or empty the row"]


def test_somebody_new_who_is_known_after_all_raised_it(client, officer, council, session):
    known = make_person("Jo Example")
    sent = {
        "who": f"organisation:{council.id}",
        "new_people-0-name": "Jo Example",
        "new_people-0-same_as": f"person:{known.id}",
        "points-0-words": FEAR,
        "points-0-by": "new_people-0",
    }
    assert client.post("/contacts/log", data=entry_fields(**sent)).status_code == 302
    assert the_point(session).by_person == known


def test_whoever_raised_it_and_is_named_no_more_is_still_offered(client, officer, council, session):
    trust = make_organisation("Example Trust")
    contact = make_contact(organisations=[council], author=officer)
    make_point(FEAR, contact, by_organisation_id=trust.id)
    page = client.get(f"/contacts/{contact.id}/edit").page
    assert row(page)["by"] == f"organisation:{trust.id}"
    assert offered(page)["Example Trust"] == f"organisation:{trust.id}"
    client.post(f"/contacts/{contact.id}/edit", data=filled_in(page) | {"action": "save", "points-0-words": "Blame"})
    point = the_point(session)
    assert (point.words, point.by_organisation) == ("Blame", trust)


def test_a_sector_and_a_theme_no_longer_offered_stay_where_they_are(client, officer, council, session, whole):
    client.post("/contacts/log", data=entry_fields(**whole))
    point = the_point(session)
    for each in (point.sector, *point.themes):
        each.archived_at = point.created_at
    session.commit()
    page = client.get(f"/contacts/{point.contact_id}/edit").page
    assert (row(page)["sector"], row(page)["themes"]) == (str(point.sector_id), str(point.themes[0].id))
    assert "Child protection" not in page.css_first("#programme").text()
    assert "Education" not in offered(client.get("/contacts/log").page, "sector")


def test_what_is_folded_names_the_nature_of_a_barrier(client, officer, council):
    typed = entry_fields(who="") | {"points-0-kind": "barrier", "points-0-words": FEAR}
    told = client.post("/contacts/log", data=typed).page.css_first("[data-point-holds]").text()
    assert told == ": its nature, who raised it, sector, themes"
    told = client.post("/contacts/log", data=typed | {"points-0-kind": "need"}).page.css_first("[data-point-holds]")
    assert told.text() == ": who raised it, sector, themes"
