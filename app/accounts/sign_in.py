"""Signing in, and a colleague's change of their own password: the two places where a password is tried."""

import datetime as dt

from app.accounts import throttle
from app.accounts.models import Colleague
from app.accounts.passwords import hash_password, is_outdated, is_password
from app.accounts.queries import find_colleague_by_email
from app.accounts.rules import fold_email, is_email
from app.accounts.services import replace_password
from app.core.errors import InvalidInput, LiaisonError
from app.database import db, set_read_only, start_writing


class SignInRefused(LiaisonError):
    """The address and the password do not belong together; which of them is wrong is not said."""

    default_message = "The email address or the password is not right."


def sign_in(*, email: str, password: str, remote_address: str, now: dt.datetime) -> Colleague:
    """The colleague who may come in.

    Raises SignInRefused, in words and time the same for an unknown address, a wrong password and a
    deactivated colleague, and SignInThrottled. The caller keeps what was written even then: a failure counts.
    """
    folded = fold_email(email)
    address, machine = throttle.address_subject(folded), throttle.machine_subject(remote_address)
    throttle.refuse_if_throttled([address, machine], now=now)
    colleague = find_colleague_by_email(folded) if is_email(folded) else None
    is_right = is_password(password, colleague.password_hash if colleague else None)
    if colleague is None or not colleague.is_active or not is_right:
        throttle.count_failure([address, machine], now=now)
        raise SignInRefused
    throttle.forget_failures(address)
    if is_outdated(colleague.password_hash):
        colleague.password_hash = hash_password(password)
    return colleague


def begin_trying() -> None:
    """Let a failure count in a request that has only read until here, too, as one that brings files has."""
    start_writing()


def keep_what_was_tried(*, goes_on_reading: bool) -> None:
    """Commit: whoever signed in within a request has, whatever becomes of the rest of it."""
    db.session.commit()
    set_read_only(goes_on_reading)


def change_password(*, colleague: Colleague, current: str, new: str, now: dt.datetime) -> None:
    """Give a colleague the password they chose, ending their other sessions.

    Raises InvalidInput and SignInThrottled; a wrong current password counts as a failed sign-in.
    """
    address = throttle.address_subject(colleague.email)
    throttle.refuse_if_throttled([address], now=now)
    if not is_password(current, colleague.password_hash):
        throttle.count_failure([address], now=now)
        raise InvalidInput.of("current", "The current password is not right")
    replace_password(colleague=colleague, password=new, field="new", actor=colleague)
    throttle.forget_failures(address)
