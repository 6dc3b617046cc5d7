"""Beginning and ending a colleague's session."""

from urllib.parse import urlsplit

from flask import g, session
from flask_login import login_user, logout_user

from app.accounts.models import Colleague
from app.web.access import SignedIn


def begin_session(colleague: Colleague) -> None:
    """Sign a colleague in, in a session that nobody could have planted beforehand."""
    session.clear()
    session.permanent = True
    login_user(SignedIn(colleague))
    g.pop("account", None)


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
