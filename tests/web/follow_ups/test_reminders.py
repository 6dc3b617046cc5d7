"""Choosing reminders under one's own name."""

import pytest
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.reminders.queries import choice_of
from app.reminders.rules import ReminderChoice
from config import MailSettings

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def test_each_colleague_chooses_and_finds_the_choice_again(app, client, session, sign_in_as, monkeypatch):
    reader = sign_in_as("reader")
    page = client.get("/follow-ups/reminders").page
    assert page.css_first("input[name=choice][checked]").attributes["value"] == "off"
    assert "No email is sent yet" in page.css_first(".app-message").text()
    assert client.post("/follow-ups/reminders", data={"choice": "weekly"}).status_code == 302
    assert choice_of(reader.id) is ReminderChoice.WEEKLY
    [entry] = session.scalars(select(AuditEntry).where(AuditEntry.subject_kind == "colleague"))
    assert entry.changes[0]["old"] == "None"
    monkeypatch.setitem(app.config, "MAIL", MailSettings(host="mail.example", sender="liaison@example.org"))
    page = client.get("/follow-ups/reminders").page
    assert page.css_first("input[name=choice][checked]").attributes["value"] == "weekly"
    assert page.css(".app-message--notice") == []


def test_what_is_no_choice_is_refused(client, sign_in_as):
    sign_in_as("officer")
    assert client.post("/follow-ups/reminders", data={"choice": "hourly"}).status_code == 422
