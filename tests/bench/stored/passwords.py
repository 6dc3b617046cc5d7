"""Passwords of the made-up colleagues: none is kept, a run gives them one of its own."""

import secrets
from collections.abc import Sequence

from app.accounts.models import Colleague
from app.accounts.services import set_password
from app.audit.rules import SystemActor
from app.database import db
from tests.bench.stored.application import application


def give_password(database_url: str, colleague_ids: Sequence[int]) -> str:
    """One password for these colleagues, for this run."""
    password = secrets.token_urlsafe(24)
    with application(database_url):
        for colleague_id in colleague_ids:
            set_password(colleague=db.session.get_one(Colleague, colleague_id), password=password, actor=SystemActor())
        db.session.commit()
    return password
