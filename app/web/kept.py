"""What a page would otherwise make or ask anew each time, kept where that can do no harm."""

import time
from collections.abc import Callable
from functools import lru_cache

from flask import Flask, current_app, session
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import generate_csrf
from itsdangerous import URLSafeTimedSerializer

TOKENS_KEPT = 4096
SECONDS_OF_A_DAY = 86_400


class SignedSessions(SecureCookieSessionInterface):
    """Flask's own sessions, with the signer of their cookies made once for an application."""

    def __init__(self) -> None:
        self._serializer: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        if self._serializer is None:
            self._serializer = super().get_signing_serializer(app)
        return self._serializer


def csrf_token() -> str:
    """The session's token for forms, signed once a day for a session: it lasts as long as the session does."""
    raw = session.get(current_app.config["WTF_CSRF_FIELD_NAME"])
    day = int(time.time() // SECONDS_OF_A_DAY)
    return _token_of(raw, str(current_app.secret_key), day) if raw else str(generate_csrf())


@lru_cache(maxsize=TOKENS_KEPT)
def _token_of(_raw: str, _secret_key: str, _day: int) -> str:
    return str(generate_csrf())


def asked_seldom(ask: Callable[[], bool], *, seconds: float) -> Callable[[], bool]:
    """The same question, answered from memory for so long: for what may be told a little late."""
    answer, asked_at = False, float("-inf")

    def answered() -> bool:
        nonlocal answer, asked_at
        if time.monotonic() - asked_at >= seconds:
            answer, asked_at = ask(), time.monotonic()
        return answer

    return answered
