"""Beginning and ending a colleague's session, and whose session a form was opened in."""

import datetime as dt
import secrets
from urllib.parse import urlsplit

from flask import current_app, g, session
from flask_login import login_user, logout_user
from itsdangerous import BadData, URLSafeTimedSerializer

from app.accounts.models import Colleague
from app.web.access import SignedIn

FIELD = "csrf_token"  # of forms, and the place in a session
SALT = "wtf-csrf-token"  # Flask-WTF's
FORM_LASTS = dt.timedelta(days=31)


def begin_session(colleague: Colleague) -> None:
    """Sign a colleague in, in a session that nobody could have planted beforehand."""
    session.clear()
    session.permanent = True
    login_user(SignedIn(colleague))
    g.pop("account", None)
    # Forms carry it, signed: so a form tells whose it is when the session itself is over.
    session[FIELD] = f"{colleague.id}.{secrets.token_hex(20)}"
    g.pop(FIELD, None)


def author_of_form(signed_token: str) -> int | None:
    """The colleague in whose session the form with this token was opened; None for a token that is not ours.

    It proves no more than that: only the token of the session that goes on lets a form change anything.
    """
    number, dot, _random = (_token_in(signed_token) or "").partition(".")
    return int(number) if dot and number.isdecimal() else None


def is_token_of_ours(signed_token: str) -> bool:
    """Whether it once was the token of any session, of a colleague or before signing in."""
    return _token_in(signed_token) is not None


def _token_in(signed_token: str) -> str | None:
    signer = URLSafeTimedSerializer(current_app.secret_key or "", salt=SALT)
    try:
        return str(signer.loads(signed_token, max_age=int(FORM_LASTS.total_seconds())))
    except BadData:
        return None


def end_session() -> None:
    logout_user()
    g.pop("account", None)
    session.clear()


def local_path(target: str | None) -> str | None:
    """The path, if it leads to a page of ours; None for what a browser would read as another site's address."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return None
    # Browsers take a backslash for a slash, and drop control characters before they look.
    if "\\" in target or not target.isprintable():
        return None
    parts = urlsplit(target)
    return target if not parts.scheme and not parts.netloc else None
