"""Who may reach what. Every route declares its permission; what declares none is out of reach."""

import time
from collections.abc import Callable
from typing import TypeVar, cast

from flask import Flask, abort, current_app, g, request, session
from flask.typing import ResponseReturnValue
from flask_login import UserMixin, current_user

from app.accounts.models import Colleague
from app.accounts.queries import Account, find_account, get_colleague
from app.accounts.rules import Permission
from app.extensions import login_manager


class SignedOut(Exception):
    """Nobody is signed in, and the route is for those who are."""


View = TypeVar("View", bound=Callable[..., ResponseReturnValue])

PERMISSION_ATTRIBUTE = "liaison_permission"
SEEN = "seen"
SEEN_EVERY_SECONDS = 300


class SignedIn(UserMixin):  # type: ignore[misc]
    """Flask-Login's view of a colleague: the identity ends when the session version moves on."""

    def __init__(self, account: Account | Colleague) -> None:
        self.account = account

    def get_id(self) -> str:
        return f"{self.account.id}.{self.account.session_version}"


@login_manager.user_loader
def load_signed_in(identity: str) -> SignedIn | None:
    colleague_id, _, session_version = identity.partition(".")
    account = find_account(int(colleague_id)) if colleague_id.isdecimal() else None
    if account is None or not account.is_active or str(account.session_version) != session_version:
        return None
    return SignedIn(account)


def requires(permission: Permission) -> Callable[[View], View]:
    """Declare the permission that a route needs."""

    def declare(view: View) -> View:
        setattr(view, PERMISSION_ATTRIBUTE, permission)
        return view

    return declare


def declared_permission(endpoint: str) -> Permission | None:
    return getattr(current_app.view_functions.get(endpoint), PERMISSION_ATTRIBUTE, None)


def current_account() -> Account | None:
    """Whoever is signed in, or nobody. Flask-Login is asked once a request, since pages ask dozens of times."""
    if "account" not in g:
        g.account = current_user.account if current_user.is_authenticated else None
    return cast(Account | None, g.account)


def the_account() -> Account:
    """Whoever is signed in. Only for views whose permission is not PUBLIC."""
    account = current_account()
    if account is None:
        abort(403)
    return account


def account_id() -> int | None:
    """The number of whoever is signed in."""
    account = current_account()
    return account.id if account else None


def current_colleague() -> Colleague:
    """The colleague who is signed in, as services want their actor. Only for views whose permission is not PUBLIC."""
    account = the_account()
    if "colleague" not in g or g.colleague.id != account.id:
        g.colleague = get_colleague(account.id)  # held here, or the session would forget it and ask again
    return cast(Colleague, g.colleague)


def asks_for_json() -> bool:
    """Whether a script asks, which reads no page."""
    return request.accept_mimetypes.best == "application/json"


def may(permission: Permission) -> bool:
    """Whether the reader of this page, signed in or not, has the permission."""
    account = current_account()
    return permission is Permission.PUBLIC if account is None else account.may(permission)


def set_up_access(app: Flask) -> None:
    # It would tell a fresh sign-in from an old one, a difference that nothing here makes.
    app.login_manager.session_protection = None  # type: ignore[attr-defined]

    @app.before_request
    def check_permission() -> ResponseReturnValue | None:
        if request.endpoint is None:
            return None  # routing answers 404 or 405 by itself
        permission = declared_permission(request.endpoint)
        if permission is None:
            abort(403)
        if permission is Permission.PUBLIC:
            return None
        account = current_account()
        if account is None:
            raise SignedOut
        if not account.may(permission):
            abort(403)
        _keep_session_alive()
        return None


def _keep_session_alive() -> None:
    """Let the session's time begin again, though not with every request, for the cookie has to be signed and sent."""
    now = int(time.time())
    if now - session.get(SEEN, 0) >= SEEN_EVERY_SECONDS:
        session[SEEN] = now
