"""Readers of the record."""

import pytest

from app.accounts.rules import Role
from app.contacts.visibility import Reader
from tests.factories.contacts import make_plain_colleague


@pytest.fixture
def officer(session):
    return make_plain_colleague("Officer A")


@pytest.fixture
def as_officer(officer):
    return Reader(officer.id, may_read_restricted=False)


@pytest.fixture
def as_manager(session):
    return Reader(make_plain_colleague("Manager", role=Role.MANAGER).id, may_read_restricted=True)


@pytest.fixture
def as_stranger(session):
    """An officer who is on nothing restricted."""
    return Reader(make_plain_colleague("Officer B").id, may_read_restricted=False)
