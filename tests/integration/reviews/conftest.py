"""A manager who reviews, and an officer whose contacts are reviewed."""

import datetime as dt

import pytest

from app.accounts.rules import Role
from app.contacts.visibility import Reader
from tests.factories.contacts import make_plain_colleague

NOW = dt.datetime(2021, 3, 20, 12, tzinfo=dt.UTC)


@pytest.fixture
def officer(session):
    return make_plain_colleague("Officer A")


@pytest.fixture
def manager(session):
    return make_plain_colleague("Manager", role=Role.MANAGER)


@pytest.fixture
def as_officer(officer):
    return Reader(officer.id, may_read_restricted=False)


@pytest.fixture
def as_manager(manager):
    return Reader(manager.id, may_read_restricted=True)
