"""A session's time begins again while its colleague is at work, without a new cookie for each page."""

import pytest

from app.web import access


@pytest.fixture
def clock(monkeypatch):
    now = [1_000_000.0]
    monkeypatch.setattr(access.time, "time", lambda: now[0])
    return now


def test_the_cookie_is_sent_again_only_when_some_minutes_have_passed(client, sign_in_as, clock):
    sign_in_as("officer")
    assert "Set-Cookie" in client.get("/commitments/").headers
    clock[0] += access.SEEN_EVERY_SECONDS - 1
    assert "Set-Cookie" not in client.get("/commitments/").headers
    clock[0] += 1
    assert "Set-Cookie" in client.get("/commitments/").headers
