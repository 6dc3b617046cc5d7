"""Every naughty string as a text of a contact: kept to the letter, and shown as nothing but text."""

from collections.abc import Callable
from itertools import zip_longest
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.contacts.models import Contact
from app.follow_ups.models import FollowUp
from app.points.models import Point
from tests.factories.contacts import make_organisation
from tests.support.entry_form import entry_fields
from tests.support.naughty import as_a_line, each_list, packed, plain_texts

REFERENCE_LIMIT = 100
ROWS = 100
PROPOSED = "Meeting with Example County Council"

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=40)


@pytest.fixture
def save(client, officer) -> Callable[..., str]:
    """Saves a contact through the form with what is typed over it; gives its address."""
    council = make_organisation()
    blank = entry_fields(who=f"organisation:{council.id}")

    def save(**typed: Any) -> str:
        response = client.post("/contacts/log", data=blank | {"submission_token": uuid4().hex} | typed)
        with client.session_transaction() as cookie:
            cookie.pop("_flashes", None)  # a browser would have shown the confirmation
        assert response.status_code == 302, [typed, response.text]
        return response.location

    return save


@each_list
def test_a_string_is_kept_to_the_letter_in_every_kind_of_field_and_shown_in_the_history(save, client, session, strings):
    # Two groups to a contact, each of them as text, as a line and as a reference.
    groups = ["\n".join(group) for group in packed(strings, limit=REFERENCE_LIMIT)]
    pairs = list(zip_longest(groups[::2], groups[1::2], fillvalue=""))
    for one, other in pairs:
        references = {"our_reference": as_a_reference(one), "their_reference": as_a_reference(other)}
        save(subject=one, place=other, notes=one, advice_given=other, **references)
    contacts = session.scalars(select(Contact).order_by(Contact.id)).all()
    assert [(contact.notes, contact.advice_given) for contact in contacts] == pairs
    assert [contact.place for contact in contacts] == [as_a_line(other) for _, other in pairs]
    assert [(contact.our_reference, contact.their_reference) for contact in contacts] == [
        (as_a_line(as_a_reference(one)), as_a_line(as_a_reference(other))) for one, other in pairs
    ]
    assert subjects_in_the_history(client) == [as_a_line(one) or PROPOSED for one, _ in reversed(pairs)]


def as_a_reference(text):
    return text if len(text) <= REFERENCE_LIMIT else ""


def subjects_in_the_history(client):
    subjects, address = [], "/contacts/"
    while address:
        page = client.get(address).page
        subjects += plain_texts(page.css(".app-title"))
        older = page.css_first("a[rel=next]")
        address = older.attributes["href"] if older else None
    return subjects


@each_list
def test_a_string_is_shown_as_text_on_the_page_of_a_contact_and_in_its_form(save, client, session, strings):
    for start in range(0, len(strings), 2 * ROWS):
        together = strings[start : start + 2 * ROWS]
        assert_shown_as_text(save, client, session, together, follow_ups=together[::2], points=together[1::2])


@pytest.mark.one_database
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(strings=st.lists(TEXT, min_size=30, max_size=60).map(lambda texts: ["one that is not blank", *texts]))
def test_any_text_is_shown_as_text_on_the_page_of_a_contact_and_in_its_form(save, client, session, strings):
    assert_shown_as_text(save, client, session, strings, follow_ups=strings, points=strings)


def assert_shown_as_text(save, client, session, strings, *, follow_ups, points):
    """Save these as follow-ups, as points and as notes, and read them off the contact's page and its form."""
    lines = [line for line in map(as_a_line, follow_ups) if line]
    texts = [text for text in points if text]
    notes = "\n\n".join(strings)
    typed = {f"follow_ups-{number}-what": line for number, line in enumerate(lines)}
    typed |= {f"points-{number}-words": text for number, text in enumerate(texts)}
    typed |= {f"points-{number}-kind": "concern" for number in range(len(texts))}
    typed |= {f"follow_ups-{number}-owner": "outside" for number in range(len(lines))}
    typed |= {f"follow_ups-{number}-owner_outside": line[:200] for number, line in enumerate(lines)}
    address = save(notes=notes, subject=lines[0], **typed)
    contact_id = int(address.rpartition("/")[2])

    def saved(column):
        return list(session.scalars(select(column).where(column.class_.contact_id == contact_id).order_by("position")))

    assert (saved(FollowUp.what), saved(Point.words)) == (lines, texts)
    page = client.get(address).page
    assert plain_texts(page.css("h1")) == [lines[0]]
    assert plain_texts(page.css(".app-row .app-title"))[-len(lines) :] == lines
    assert without_white_space(page.css_first(".app-prose").text()) == without_white_space(notes)
    form = client.get(f"{address}/edit").page
    assert plain_texts(form.css("textarea[name=notes]")) == [notes]
    assert plain_texts(form.css("[data-rows=points] textarea"))[: len(texts)] == texts
    assert [field.attributes["value"] for field in form.css("[data-rows=follow_ups] [name$=-what]")] == [*lines, ""]


def without_white_space(text):
    """Notes are shown in paragraphs: all of their characters, with other white space between."""
    return "".join(text.split())
