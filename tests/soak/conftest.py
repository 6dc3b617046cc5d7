"""A fresh database of each kind, with the real server on it and officers to sign in as."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask_migrate import upgrade

from app.accounts.rules import Role
from app.accounts.services import create_colleague
from app.audit.rules import SystemActor
from app.database import db
from app.organisations.rules import PartnerGroup
from app.organisations.services import add_organisation
from tests.bench.server import LiaisonServer
from tests.bench.stored.application import application
from tests.support.missing import skip_or_fail
from tests.support.postgresql import MissingPostgresql, ThrowawayPostgresql

OFFICERS = 8


@dataclass(frozen=True)
class Soaked:
    """A running server, its database, and who may sign in."""

    server: LiaisonServer
    database_url: str
    folder: Path
    emails: list[str]
    password: str
    participants: list[str]


@pytest.fixture(params=["sqlite", "postgresql"])
def soaked(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Soaked]:
    if request.param == "sqlite":
        yield from _serve(f"sqlite:///{tmp_path / 'liaison.sqlite3'}", tmp_path)
        return
    try:
        # Every setting that keeps what was committed stays as PostgreSQL has it.
        cluster = ThrowawayPostgresql(settings={})
    except MissingPostgresql as missing:
        skip_or_fail(str(missing))
    try:
        yield from _serve(cluster.create_database("soak"), tmp_path)
    finally:
        cluster.stop()


def _serve(database_url: str, folder: Path) -> Iterator[Soaked]:
    password = secrets.token_urlsafe(24)
    emails = [f"officer{number}@liaison.example" for number in range(OFFICERS)]
    with application(database_url, folder) as app:
        upgrade(directory=app.extensions["migrate"].directory)
        for number, email in enumerate(emails):
            create_colleague(name=f"Officer {number}", email=email, role=Role.OFFICER, password=password)
        organisations = [
            add_organisation(name=f"Example Body {number}", partner_group=PartnerGroup.FRONTLINE, actor=SystemActor())
            for number in range(OFFICERS)
        ]
        participants = [f"organisation:{organisation.id}" for organisation in organisations]
        db.session.commit()
    with LiaisonServer(database_url, folder) as server:
        yield Soaked(server, database_url, folder, emails, password, participants)
