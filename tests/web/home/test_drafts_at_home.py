"""Home lists my drafts, and tells of those that are about to go and of those that went."""

import datetime as dt

import pytest

from app.core.clock import at_the_office, office_today
from app.core.plain_dates.wording import MONTHS
from app.database import utc_now
from app.drafts.models import Draft
from app.web.templating import short_date
from tests.factories.contacts import make_contact, make_organisation, make_person, make_post
from tests.support.drafts import TOKEN, autosave, drafts_of

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as("officer")


def age(session, days, *, token=TOKEN):
    """As if it had been saved so many days ago."""
    draft = session.query(Draft).filter_by(token=token).one()
    draft.saved_at = utc_now() - dt.timedelta(days=days)
    session.commit()
    return draft


def day(days_ahead):
    date = at_the_office(utc_now() + dt.timedelta(days=days_ahead)).date()
    year = "" if date.year == office_today().year else f" {date.year}"
    return f"{date.day} {MONTHS[date.month - 1]}{year}"


def listed(client):
    return [" ".join(row.text().split()) for row in client.get("/").page.css("#drafts .app-row")]


def labels(client):
    return [row.text() for row in client.get("/").page.css("#drafts a.app-title")]


def test_without_drafts_nothing_is_said_of_them(client, officer):
    assert "draft" not in client.get("/").page.css_first("main").text().casefold()


def test_a_draft_is_listed_with_its_day_and_how_long_it_is_kept(client, officer):
    autosave(client, subject="Duty of care")
    (row,) = listed(client)
    assert row.startswith("Today ")
    assert f"Duty of care Kept until {day(30)} Throw away" in row
    assert client.get("/").page.css_first("#drafts a").attributes["href"] == f"/contacts/log?draft={TOKEN}"


def test_a_draft_without_a_subject_is_called_by_its_first_words(client, officer):
    autosave(client, notes="They asked\n for guidance on " + "many things " * 20)
    autosave(client, token="b" * 32)
    blank, worded = labels(client)
    assert blank == f"Contact without a subject, {short_date(office_today())}"
    assert worded.startswith("They asked for guidance on many things")
    words, date = worded.split("…, ")
    assert date == short_date(office_today())
    assert len(words) <= 80


@pytest.fixture
def met(session):
    """An organisation, a person and a post to be met."""
    council = make_organisation("Example County Council")
    return council, make_person("Kit Example"), make_post("Guardian", council)


def test_a_draft_without_a_subject_is_called_by_who_is_in_it(client, officer, met):
    council, person, post = met
    both = [f"person:{person.id}", f"post:{post.id}"]
    new_person = {"new_people-0-name": " Jo Sample ", "new_people-1-name": ""}
    for number, typed in enumerate(
        (
            {"who": both, "notes": "They asked for guidance"},
            {"who": [*both, f"organisation:{council.id}"], **new_person},
            {"who": [" ".join(both)], **new_person, "kind": "call", "direction": "in"},
            {**new_person, "new_organisations-0-name": "Example Trust", "date": "by 5 March 2021"},
            {"who_text": "exam", "date": "soon"},
        )
    ):
        autosave(client, token=f"draft-number-{number}", date=typed.pop("date", "5 March 2021"), **typed)
    assert labels(client)[::-1] == [
        "Meeting with Kit Example and Guardian, 5 Mar 2021",
        "Meeting with Example County Council, 5 Mar 2021",
        "Call from Kit Example, Guardian and Jo Sample, 5 Mar 2021",
        "Meeting with Example Trust, on or before 5 Mar 2021",
        "Meeting with exam",
    ]


def test_of_many_the_first_are_named_and_the_others_counted(client, officer, met):
    who = [f"organisation:{make_organisation(f'Example Trust {number}').id}" for number in range(6)]
    autosave(client, who=who)
    assert labels(client)[0].startswith("Meeting with Example Trust 0, Example Trust 1, Example Trust 2 and 3 more, ")


def test_those_who_are_nobody_are_not_named(client, officer, met):
    autosave(client, who=["organisation:999999", f"organisation:{met[0].id}", "nonsense", "organisation:999998"])
    assert labels(client)[0].startswith("Meeting with Example County Council, ")


def test_nobody_is_looked_up_for_a_draft_that_has_a_subject(client, officer, met, monkeypatch):
    monkeypatch.setattr("app.web.contacts.draft_label.describe_participants", None)
    assert autosave(client, subject="Duty of care", who=f"person:{met[1].id}").status_code == 200


def test_changes_tell_of_which_contact(client, officer):
    contact = make_contact("As it was", colleagues=[officer])
    autosave(client, subject="As it will be", contact=contact.id)
    (row,) = listed(client)
    assert "Changes to As it was · Kept until" in row
    assert (
        client.get("/").page.css_first("#drafts a").attributes["href"] == f"/contacts/{contact.id}/edit?draft={TOKEN}"
    )


def test_one_of_yesterday_and_an_older_one_say_so(client, session, officer):
    autosave(client)
    autosave(client, token="b" * 32)
    age(session, 1)
    older = age(session, 3, token="b" * 32)
    first, second = listed(client)
    assert first.startswith("Yesterday ")
    assert second.startswith(f"{at_the_office(older.saved_at).day} ")


@pytest.mark.parametrize(("days", "is_warned_of"), [(22.9, False), (23.1, True)])
def test_in_its_last_week_a_draft_says_when_it_goes(client, session, officer, days, is_warned_of):
    autosave(client)
    age(session, days)
    (row,) = listed(client)
    assert (f"Goes on {day(30 - days)} unless you open and save it" in row) is is_warned_of
    assert ("Keep it" in row) is is_warned_of


def test_keeping_it_gives_it_its_whole_time_again(client, session, officer):
    autosave(client)
    age(session, 25)
    answer = client.post(f"/contacts/drafts/{TOKEN}/keep", follow_redirects=True)
    assert "Kept." in answer.page.css_first(".app-messages").text()
    assert f"Kept until {day(30)}" in listed(client)[0]


def test_what_expired_is_gone_and_a_line_says_so(client, session, officer):
    autosave(client, subject="Duty of care")
    age(session, 31)
    (row,) = listed(client)
    assert f"A draft of {day(-31)} (Duty of care) expired on {day(-1)}" in row
    assert client.get(f"/contacts/log?draft={TOKEN}").status_code == 404
    assert client.post(f"/contacts/drafts/{TOKEN}/keep").status_code == 404


def test_the_line_is_dismissed_for_good(client, session, officer):
    autosave(client)
    age(session, 31)
    dismissed = client.post(f"/contacts/drafts/{TOKEN}/discard", follow_redirects=True)
    assert dismissed.page.css(".app-messages") == []
    assert listed(client) == []


def test_the_line_goes_by_itself_after_a_month(client, session, officer):
    autosave(client)
    age(session, 61)
    assert listed(client) == []


def test_throwing_a_draft_away_can_be_undone(client, session, officer):
    autosave(client, subject="Duty of care", notes="At length")
    thrown = client.post(f"/contacts/drafts/{TOKEN}/discard", follow_redirects=True)
    assert listed(client) == []
    assert client.get(f"/contacts/log?draft={TOKEN}").status_code == 404
    undo = thrown.page.css_first(".app-messages form")
    assert undo.css_first("button").text() == "Undo"
    client.post(undo.attributes["action"], data={"next": "/"})
    assert "Duty of care" in listed(client)[0]
    assert client.get(f"/contacts/log?draft={TOKEN}").page.css_first("#notes").text().strip() == "At length"


def test_a_page_that_goes_on_typing_brings_back_what_was_thrown_away(client, session, officer):
    autosave(client, page_saves=1)
    client.post(f"/contacts/drafts/{TOKEN}/discard")
    assert autosave(client, page_saves=2, subject="And more").status_code == 200
    assert [draft.label for draft in drafts_of(session, officer)] == ["And more"]


def test_a_page_that_goes_on_typing_brings_back_what_expired(client, session, officer):
    autosave(client, page_saves=1)
    age(session, 31)
    assert autosave(client, page_saves=2, subject="And more").status_code == 200
    assert "And more" in listed(client)[0]
