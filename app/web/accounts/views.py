"""Signing in and out, and a colleague's own password."""

import datetime as dt

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.models import Colleague
from app.accounts.queries import Account
from app.accounts.rules import Permission
from app.accounts.services import set_single_keys
from app.accounts.sign_in import SignInRefused, change_password
from app.accounts.throttle import SignInThrottled
from app.core.errors import InvalidInput
from app.web.access import current_account, current_colleague, requires, the_account
from app.web.accounts.forms import ChangePasswordForm, SignInForm
from app.web.accounts.session import begin_session, end_session, local_path
from app.web.accounts.signing_in import after_failure, sign_in_by
from app.web.kept import csrf_token
from app.web.problems import show_problems

blueprint = Blueprint("accounts", __name__)


@blueprint.route("/sign-in", methods=["GET", "POST"], endpoint="sign_in")
@requires(Permission.PUBLIC)
def show_sign_in() -> ResponseReturnValue:
    target = local_path(request.args.get("next")) or url_for("home.index")
    if current_account() is not None:
        return redirect(target)
    form = SignInForm()
    if not form.validate_on_submit():
        return _sign_in_page(form)
    try:
        colleague = sign_in_by(form)
    except (SignInRefused, SignInThrottled) as error:
        form.email.errors = [error.message]
        return after_failure(_sign_in_page(form), error)
    begin_session(colleague)
    return redirect(target)


@blueprint.route("/sign-in/again", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
def sign_in_again() -> ResponseReturnValue:
    """For scripts: whose session this is and its token; and signing in without leaving the page that was typed into."""
    if request.method == "GET":
        return _whose_session(current_account())
    form = SignInForm()
    if not form.validate():
        return {"error": ". ".join(str(error) for errors in form.errors.values() for error in errors)}, 422
    try:
        colleague = sign_in_by(form)
    except (SignInRefused, SignInThrottled) as error:
        return after_failure(make_response({"error": error.message}, 422), error)
    begin_session(colleague)
    return _whose_session(colleague)


def _whose_session(account: Account | Colleague | None) -> ResponseReturnValue:
    return {
        "csrf_token": csrf_token(),
        "colleague": account.id if account else None,
        "name": account.name if account else None,
    }


@blueprint.post("/sign-out", endpoint="sign_out")
@requires(Permission.SIGNED_IN)
def sign_out() -> ResponseReturnValue:
    end_session()
    flash("You are signed out.", "notice")
    return redirect(url_for("accounts.sign_in"))


@blueprint.route("/account/password", methods=["GET", "POST"], endpoint="change_password")
@requires(Permission.SIGNED_IN)
def show_change_password() -> ResponseReturnValue:
    form = ChangePasswordForm()
    colleague = current_colleague()
    if not form.validate_on_submit():
        return _password_page(form)
    try:
        change_password(
            colleague=colleague, current=form.current.data or "", new=form.new.data or "", now=dt.datetime.now(dt.UTC)
        )
    except InvalidInput as error:
        show_problems(form, error)
        return after_failure(_password_page(form), error)
    except SignInThrottled as error:
        form.current.errors = [error.message]
        return after_failure(_password_page(form), error)
    begin_session(colleague)
    flash("Your new password is in use. You are signed out everywhere else.", "saved")
    return redirect(url_for("home.index"))


@blueprint.get("/account/keys")
@requires(Permission.SIGNED_IN)
def keys() -> ResponseReturnValue:
    return render_template("accounts/keys.html", are_used=the_account().uses_single_keys)


@blueprint.post("/account/keys")
@requires(Permission.SIGNED_IN)
def change_keys() -> ResponseReturnValue:
    colleague = current_colleague()
    set_single_keys(colleague=colleague, are_used=request.form.get("single_keys") == "on", actor=colleague)
    flash(f"Single keys are {'on' if colleague.uses_single_keys else 'off'}.", "saved")
    return redirect(url_for("accounts.keys"))


def _sign_in_page(form: SignInForm) -> Response:
    page = render_template("accounts/sign_in.html", form=form)
    return make_response(page, 422 if form.errors else 200)


def _password_page(form: ChangePasswordForm) -> Response:
    page = render_template("accounts/change_password.html", form=form)
    return make_response(page, 422 if form.errors else 200)
