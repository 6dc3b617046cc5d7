"""A form that is sent when its session is over: nothing of it is lost, and it goes on once its author has signed in.

Whose form it is, its token tells: it is signed, and stands in pages of that colleague's own session alone. It lets
the form come back, and never go on by itself: for that, the same colleague signs in, and the form bears a new token.
"""

from flask import Flask, Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.sign_in import SignInRefused, begin_trying, keep_what_was_tried
from app.accounts.throttle import SignInThrottled
from app.web.access import asks_for_json, current_account
from app.web.accounts.forms import SignInAgainForm
from app.web.accounts.session import FIELD, author_of_form, begin_session, is_token_of_ours
from app.web.accounts.signing_in import after_failure, sign_in_by
from app.web.uploads import brings_files

SIGNED_OUT = "You are signed out. Sign in again to go on."
OF_ANOTHER = "This page was opened by another colleague. Nothing of it was saved."
OF_EARLIER = "You have signed in again since this page was opened."
TYPE_AGAIN = "That page had been open for too long. Type it once more."
PREFIX = "again-"
AUTHOR = f"{PREFIX}author"  # the token that the form was opened with
# Passwords are typed again, never sent back.
NOT_CARRIED = frozenset({FIELD, "password"})
FORMS_OF_PASSWORDS = frozenset({"accounts.sign_in", "accounts.change_password", "administration.set_password"})
FOR_SCRIPTS = "accounts.sign_in_again"
SIGN_OUT = "accounts.sign_out"


def set_up_signing_in_again(app: Flask) -> None:
    """Comes before permissions are checked, and after the token is."""

    @app.before_request
    def sign_in_and_go_on() -> ResponseReturnValue | None:
        if request.method == "POST" and AUTHOR in request.form and request.endpoint not in FORMS_OF_PASSWORDS:
            return _sign_in_and_go_on()
        return None


def answer_signed_out() -> ResponseReturnValue:
    """Nobody is signed in, and the page is for those who are."""
    if asks_for_json():
        return _tell_script(SIGNED_OUT)
    if request.method == "GET":
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    return answer_foreign_form() or redirect(url_for("accounts.sign_in"))


def answer_foreign_form() -> ResponseReturnValue | None:
    """The form's token is not this session's. None where there is nothing to say but that it could not be taken."""
    account, author_id = current_account(), author_of_form(_token())
    if request.endpoint == FOR_SCRIPTS:
        return None
    if asks_for_json():
        return _answer_script(author_id)
    if request.endpoint in FORMS_OF_PASSWORDS:
        return _ask_to_type_again() if is_token_of_ours(_token()) else None
    if author_id is None:
        return None
    if account is None and request.endpoint == SIGN_OUT:
        flash("You are signed out.", "notice")
        return redirect(url_for("accounts.sign_in"))
    if account is None:
        return _page("accounts/sign_in_again.html", 401, form=SignInAgainForm(None, prefix=PREFIX))
    if account.id != author_id:
        return make_response(render_template("accounts/of_another.html", name=account.name), 409)
    return _page("accounts/send_again.html", 409)


def _sign_in_and_go_on() -> ResponseReturnValue | None:
    """None once the author has signed in: the form then goes on to its view as if nothing had happened."""
    account, author_id = current_account(), author_of_form(_token())
    if author_id is None:
        abort(400)
    if account is not None:
        return None if account.id == author_id else answer_foreign_form()
    form = SignInAgainForm(prefix=PREFIX)
    begin_trying()
    if not form.validate():
        return _page("accounts/sign_in_again.html", 401, form=form)
    try:
        colleague = sign_in_by(form)
    except (SignInRefused, SignInThrottled) as error:
        form.email.errors = [error.message]
        return after_failure(_page("accounts/sign_in_again.html", 401, form=form), error)
    begin_session(colleague)
    if colleague.id == author_id:
        keep_what_was_tried(goes_on_reading=brings_files())
        return None
    flash(f"You are signed in as {colleague.name}. The page before was another colleague’s: nothing of it was saved.")
    return redirect(url_for("home.index"))


def _page(template: str, status: int, **values: object) -> Response:
    """A page that bears the form, so that it can be sent again."""
    pairs = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in NOT_CARRIED and not name.startswith(PREFIX)
    ]
    files = [file.filename for _, file in request.files.items(multi=True) if file.filename]
    return make_response(render_template(template, pairs=pairs, files=files, author=_token(), **values), status)


def _ask_to_type_again() -> ResponseReturnValue:
    flash(TYPE_AGAIN, "notice")
    if current_account() is None and request.endpoint != "accounts.sign_in":
        return redirect(url_for("accounts.sign_in", next=request.path))
    return redirect(request.full_path.rstrip("?"))


def _answer_script(author_id: int | None) -> ResponseReturnValue | None:
    account = current_account()
    if account is None:
        return _tell_script(SIGNED_OUT)
    if author_id is None:
        return None
    return _tell_script(OF_EARLIER if account.id == author_id else OF_ANOTHER)


def _tell_script(message: str) -> ResponseReturnValue:
    """With whoever is signed in now: the script may fetch their token, if they are the one who typed."""
    account = current_account()
    return {"error": message, "colleague": account.id if account else None}, 401


def _token() -> str:
    """The token that the form was opened with, before it was sent back."""
    return request.form.get(AUTHOR) or request.form.get(FIELD) or request.headers.get("X-CSRFToken", "")
