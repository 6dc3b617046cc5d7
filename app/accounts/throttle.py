"""How often a sign-in may fail: counted in the database, so that every worker counts alike."""

import datetime as dt
import hashlib
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select

from app.accounts.models import SignInAttempt
from app.core.errors import LiaisonError
from app.database import db

WINDOW = dt.timedelta(minutes=15)
FAILURES_OF_AN_ADDRESS = 5
FAILURES_OF_A_MACHINE = 30
IPV6_NETWORK_BITS = 64  # one subscriber commonly has all of them


@dataclass(frozen=True)
class Subject:
    """What failures are counted for: the digest of an email address or of a machine's, and its limit."""

    digest: str
    limit: int


class SignInThrottled(LiaisonError):
    """Too many failures; wait is how long until the next try."""

    def __init__(self, wait: dt.timedelta) -> None:
        self.wait = wait
        minutes = max(1, -(-int(wait.total_seconds()) // 60))
        super().__init__(
            "There were too many failed attempts to sign in. "
            f"Try again in {minutes} {'minute' if minutes == 1 else 'minutes'}."
        )


def address_subject(email: str) -> Subject:
    return Subject(_digest(f"address {email}"), FAILURES_OF_AN_ADDRESS)


def machine_subject(remote_address: str) -> Subject:
    return Subject(_digest(f"machine {_network(remote_address)}"), FAILURES_OF_A_MACHINE)


def refuse_if_throttled(subjects: Sequence[Subject], *, now: dt.datetime) -> None:
    """Raises SignInThrottled when any of them has failed as often as it may."""
    waits = [_wait(subject, now) for subject in subjects]
    longest = max(waits)
    if longest > dt.timedelta(0):
        raise SignInThrottled(longest)


def count_failure(subjects: Sequence[Subject], *, now: dt.datetime) -> None:
    """Add one failure to each, and drop what is too old to matter."""
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.occurred_at <= now - WINDOW))
    db.session.add_all(SignInAttempt(subject=subject.digest, occurred_at=now) for subject in subjects)
    db.session.flush()


def forget_failures(subject: Subject) -> None:
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.subject == subject.digest))


def _wait(subject: Subject, now: dt.datetime) -> dt.timedelta:
    """Until so many failures have left the window that one more is allowed."""
    recent = (
        select(SignInAttempt.occurred_at)
        .where(SignInAttempt.subject == subject.digest, SignInAttempt.occurred_at > now - WINDOW)
        .order_by(SignInAttempt.occurred_at.desc())
        .limit(subject.limit)
        .subquery()
    )
    count, oldest = db.session.execute(select(func.count(), func.min(recent.c.occurred_at))).one()
    return oldest + WINDOW - now if count >= subject.limit else dt.timedelta(0)


def _network(remote_address: str) -> str:
    try:
        address = ipaddress.ip_address(remote_address)
    except ValueError:
        return remote_address
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, IPV6_NETWORK_BITS), strict=False))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
