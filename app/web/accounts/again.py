"""A form that is sent when its session is over: nothing of it is lost, and it goes on once its author has signed in."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.web.access import asks_for_json, current_account
from app.web.accounts.session import FIELD, author_of_form

SIGNED_OUT = "You are signed out. Sign in again to go on."
OF_ANOTHER = "This page was opened by another colleague. Nothing of it was sent."
OF_EARLIER = "You have signed in again since this page was opened."
# Forms that hold passwords: these are typed again.
NOT_CARRIED = frozenset(
    {"accounts.sign_in", "accounts.sign_in_again", "accounts.change_password", "administration.set_password"}
)


def answer_signed_out() -> ResponseReturnValue:
    """Nobody is signed in, and the page is for those who are."""
    if asks_for_json():
        return _tell_script(SIGNED_OUT)
    target = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.sign_in", next=target))


def answer_foreign_form() -> ResponseReturnValue | None:
    """The form's token is not this session's. None where there is nothing to say but that it could not be taken."""
    if request.endpoint in NOT_CARRIED or not asks_for_json():
        return None
    account, author_id = current_account(), author_of_form(_token())
    if account is None:
        return _tell_script(SIGNED_OUT)
    if author_id is None:
        return None
    return _tell_script(OF_EARLIER if account.id == author_id else OF_ANOTHER)


def _token() -> str:
    return request.form.get(FIELD) or request.headers.get("X-CSRFToken", "")


def _tell_script(message: str) -> ResponseReturnValue:
    """With whoever is signed in now: the script may fetch their token, if they are the one who typed."""
    account = current_account()
    return {"error": message, "colleague": account.id if account else None}, 401
