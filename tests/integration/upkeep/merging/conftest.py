import pytest

from tests.factories.merge_world import make_merge_world


@pytest.fixture
def manager(make_colleague):
    return make_colleague("manager")


@pytest.fixture
def world(manager, session):
    made = make_merge_world(manager)
    session.commit()
    return made
