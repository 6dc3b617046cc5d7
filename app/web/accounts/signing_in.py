"""Trying a sign-in form's password, on whichever page the form stands."""

import datetime as dt

from flask import Response, g, request

from app.accounts.models import Colleague
from app.accounts.sign_in import sign_in
from app.accounts.throttle import SignInThrottled
from app.core.errors import LiaisonError
from app.drafts.services import expire_drafts
from app.web.accounts.forms import SignInForm


def sign_in_by(form: SignInForm) -> Colleague:
    """Raises SignInRefused and SignInThrottled."""
    now = dt.datetime.now(dt.UTC)
    colleague = sign_in(
        email=form.email.data or "",
        password=form.password.data or "",
        remote_address=request.remote_addr or "",
        now=now,
    )
    expire_drafts(now=now, author_id=colleague.id)  # cheap for one colleague, and here nobody waits for it
    return colleague


def after_failure(page: Response, error: LiaisonError) -> Response:
    """The same page, with the failure counted in the database and a throttled one told when to come back."""
    g.keep_writes = True
    if isinstance(error, SignInThrottled):
        page.status_code = 429
        page.headers["Retry-After"] = str(int(error.wait.total_seconds()) + 1)
    return page
