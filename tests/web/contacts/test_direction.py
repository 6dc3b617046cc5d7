"""The way that a contact went, for whatever kind it is said."""

import pytest

from app.contacts.rules import ContactKind, Direction
from tests.support.entry_form import entry_fields, saved_contact

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def log(client, officer, council):
    def log(**typed):
        return client.post(
            "/contacts/log",
            data=entry_fields(who=f"organisation:{council.id}", **typed),
            follow_redirects=True,
        )

    return log


@pytest.mark.parametrize("kind", list(ContactKind))
def test_direction_and_references_are_kept_and_shown_for_every_kind(log, client, session, kind):
    page = log(kind=kind.value, direction="in", our_reference="ICO/7", their_reference="PSC/8").page
    contact = saved_contact(session)
    assert (contact.direction, contact.our_reference, contact.their_reference) == (Direction.IN, "ICO/7", "PSC/8")
    shown = page.css_first("main").text()
    assert f"{kind.label} in" in shown if kind.tells_direction else "From them to us" in shown
    assert "ICO/7" in shown
    assert "PSC/8" in shown
    form = client.get(f"/contacts/{contact.id}/edit").page
    assert "checked" in form.css_first("[name=direction][value=in]").attributes


def test_a_call_tells_its_direction_in_the_history(log, client):
    log(kind="call", direction="out")
    assert "Call out" in client.get("/contacts/").page.css_first("main").text()


def test_changing_the_kind_keeps_the_direction_and_says_so_in_the_changes(log, client, session):
    log(kind="email", direction="out", our_reference="ICO/7")
    contact = saved_contact(session)
    form = client.get(f"/contacts/{contact.id}/edit").page
    token = form.css_first("[name=submission_token]").attributes["value"]
    refs = [field.attributes["value"] for field in form.css("[name=who]")]
    typed = entry_fields(
        submission_token=token, version=contact.version, who=refs, subject=contact.subject,
        kind="meeting", direction="out", our_reference="ICO/7",
    )  # fmt: skip
    page = client.post(f"/contacts/{contact.id}/edit", data=typed, follow_redirects=True).page
    session.expire_all()
    kept = saved_contact(session)
    assert (kept.kind, kept.direction, kept.our_reference) == (ContactKind.MEETING, Direction.OUT, "ICO/7")
    assert "From us to them" in page.css_first("#changes").parent.text()


def test_the_words_for_direction_are_the_same_in_the_form_and_in_its_folded_row(client, officer):
    page = client.post("/contacts/log", data=entry_fields(direction="in")).page
    choices = [label.text(strip=True) for label in page.css("#references label[for^=direction]")]
    assert choices == ["Not said", "From them to us", "From us to them"]
    assert page.css_first("#references [data-folded-value]").text(strip=True) == "From them to us"
    blank = client.get("/contacts/log").page
    assert blank.css_first("#references [data-folded-value]").text(strip=True) == "Not said"
