"""What is kept between pages, and for how long."""

import pytest
from flask import Flask, session
from flask_wtf.csrf import CSRFProtect, validate_csrf

from app.web import kept
from app.web.kept import SignedSessions, asked_seldom, csrf_token


@pytest.fixture
def app() -> Flask:
    app = Flask(__name__)
    app.config.update(SECRET_KEY="for tests alone", WTF_CSRF_TIME_LIMIT=None)
    app.session_interface = SignedSessions()
    CSRFProtect(app)
    app.add_url_rule("/remember", "remember", lambda: session.setdefault("word", "kept"))
    app.add_url_rule("/recall", "recall", lambda: session.get("word", "nothing"))
    return app


def test_a_session_is_read_back_and_another_key_reads_nothing_of_it(app: Flask) -> None:
    client = app.test_client()
    client.get("/remember")
    assert client.get("/recall").text == "kept"
    cookie = client.get_cookie("session")
    other = Flask(__name__)
    other.config.update(SECRET_KEY="another key")
    other.session_interface = SignedSessions()
    other.add_url_rule("/recall", "recall", lambda: session.get("word", "nothing"))
    stranger = other.test_client()
    stranger.set_cookie("session", cookie.value)
    assert stranger.get("/recall").text == "nothing"


def test_a_sessions_form_token_is_the_same_on_every_page_and_no_other_sessions(app: Flask) -> None:
    tokens = []
    for raw in ("a" * 40, "a" * 40, "b" * 40):
        with app.test_request_context("/"):
            session["csrf_token"] = raw
            tokens.append(csrf_token())
            validate_csrf(tokens[-1])
    assert tokens[0] == tokens[1] != tokens[2]
    with app.test_request_context("/"):
        validate_csrf(csrf_token())  # the first page of a session has none yet


def test_a_question_is_asked_again_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    now, answers = [100.0], iter([True, False])
    monkeypatch.setattr(kept.time, "monotonic", lambda: now[0])
    ask = asked_seldom(lambda: next(answers), seconds=60)
    assert ask()
    now[0] += 59
    assert ask()
    now[0] += 1
    assert not ask()
