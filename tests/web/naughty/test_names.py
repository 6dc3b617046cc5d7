"""Every naughty string as a name: kept to the letter and shown as nothing but text, or refused in plain words."""

import pytest
from sqlalchemy import select

from app.accounts.rules import Role
from app.organisations.models import Organisation
from app.people.models import Appointment, Person, Post
from tests.factories.contacts import make_organisation
from tests.support.entry_form import entry_fields, error_links
from tests.support.naughty import as_a_line, each_list, plain_texts

NAME_LIMIT = 200
ROWS = 100
BROKEN = "Character 3 is broken and cannot be saved. Remove it or type it again."


@pytest.fixture
def names(strings):
    """Each string that is a name at all, once."""
    lines = dict.fromkeys(as_a_line(text) for text in strings)
    return [line for line in lines if 0 < len(line) <= NAME_LIMIT]


def new_people(*rows):
    """These people (name, post, organisation) in the form, each of them none of those known."""
    typed = {}
    for number, (name, post, organisation) in enumerate(rows):
        row = {"name": name, "post": post, "organisation": organisation, "same_as": "new"}
        row["organisation_same_as"] = "new"
        typed |= {f"new_people-{number}-{part}": text for part, text in row.items()}
    return typed


def new_organisations(*names):
    row = {"partner_group": "frontline", "same_as": "new"}
    return {
        f"new_organisations-{number}-{part}": text
        for number, name in enumerate(names)
        for part, text in (row | {"name": name}).items()
    }


@each_list
def test_somebody_new_and_their_post_are_called_what_was_typed(client, officer, session, names):
    council, names = make_organisation(), names[::3]
    for start in range(0, len(names), ROWS):
        batch = names[start : start + ROWS]
        # Numbered, since two posts of one organisation whose titles differ in signs alone are one.
        people = new_people(*((name, f"{number} {name}", "") for number, name in enumerate(batch, start)))
        typed = entry_fields(subject="Naming", who=f"organisation:{council.id}", **people)
        answer = client.post("/contacts/log", data=typed)
        assert answer.status_code == 302, error_links(answer)
        shown = plain_texts(client.get(answer.location).page.css("li.app-row .app-plain-list a"))
        assert shown == [called for number, name in enumerate(batch, start) for called in (name, f"{number} {name}")]
    saved = select(Person.name, Post.title).join_from(Appointment, Person).join(Appointment.post)
    assert [tuple(row) for row in session.execute(saved.order_by(Person.id))] == [
        (name, f"{number} {name}") for number, name in enumerate(names)
    ]


@each_list
def test_a_new_organisation_is_called_what_was_typed(client, officer, session, names):
    names = names[1::3]  # another third of them, since looking for those like each takes its time
    for start in range(0, len(names), ROWS):
        batch = names[start : start + ROWS]
        answer = client.post("/contacts/log", data=entry_fields(subject="Naming", **new_organisations(*batch)))
        assert answer.status_code == 302, error_links(answer)
        assert plain_texts(client.get(answer.location).page.css("li.app-row > .app-title")) == batch
    assert list(session.scalars(select(Organisation.name).order_by(Organisation.id))) == names


@pytest.mark.one_database
def test_names_of_signs_alone_are_not_taken_for_one_another(client, officer, session):
    people = new_people(("!!!", "+++", "***"), ("???", "---", "***"), ("%%%", "---", "***"), ("^^^", "---", "&&&"))
    assert client.post("/contacts/log", data=entry_fields(**people)).status_code == 302
    saved = select(Person.name, Post.title, Organisation.name).join_from(Appointment, Person).join(Appointment.post)
    assert [tuple(row) for row in session.execute(saved.join(Appointment.organisation).order_by(Person.id))] == [
        ("!!!", "+++", "***"),
        ("???", "---", "***"),
        ("%%%", "---", "***"),
        ("^^^", "---", "&&&"),
    ]
    assert len(session.scalars(select(Organisation)).all()) == 2
    assert len(session.scalars(select(Post)).all()) == 3


@pytest.mark.one_database
def test_a_name_that_is_blank_or_too_long_is_refused_in_plain_words(client, officer, session):
    people = new_people((" \u2003", "Chair", "Example Trust"), ("a" * 201, "", ""))
    answer = client.post("/contacts/log", data=entry_fields(**people))
    assert answer.status_code == 422
    assert error_links(answer) == [
        "Type the new person’s name, or empty the row",
        "Shorten the name to 200 characters",
    ]
    assert session.scalars(select(Person)).all() == []


@pytest.mark.one_database
def test_what_is_no_text_is_refused_in_plain_words_wherever_it_is_typed(client, officer, session):
    filled = new_people(("Kit Example", "", "Example Trust")) | new_organisations("Example Council")
    filled |= {"follow_ups-0-owner": "outside", "follow_ups-0-what": "Send it", "points-0-kind": "concern"}
    for field in (
        *("subject", "notes", "place", "advice_given", "our_reference", "who_text", "submission_token"),
        *("new_people-0-name", "new_people-0-organisation", "new_organisations-0-name"),
        *("follow_ups-0-what", "follow_ups-0-owner_outside", "points-0-words"),
    ):
        answer = client.post("/contacts/log", data=entry_fields() | filled | {field: "ab\x00"})
        assert answer.status_code == 422, field
        assert BROKEN in error_links(answer), field
    assert session.scalars(select(Person)).all() == []


@each_list
def test_a_colleague_is_called_what_was_typed(client, sign_in_as, make_colleague, session, strings):
    sign_in_as(Role.ADMINISTRATOR)
    colleague = make_colleague(Role.OFFICER)
    address = f"/administration/colleagues/{colleague.id}"
    for text in strings[: 4 * ROWS : 4]:
        name = as_a_line(text)
        typed = {"name": text, "email": colleague.email, "role": "officer", "team_id": ""}
        answer = client.post(f"{address}/edit", data=typed)
        assert answer.status_code == (302 if 0 < len(name) <= NAME_LIMIT else 422)
        if answer.status_code == 302:
            session.expire_all()
            assert colleague.name == name
            assert plain_texts(client.get(address).page.css("h1")) == [name]
