import pytest

from tests.factories.directory import make_organisation
from tests.factories.merge_world import make_merge_world


@pytest.fixture
def manager(make_colleague):
    return make_colleague("manager")


@pytest.fixture
def world(manager, session):
    made = make_merge_world(manager)
    session.commit()
    return made


@pytest.fixture
def two(session):
    """Those that turn out to be one: the loser and the survivor."""
    return make_organisation("Example Cnty Council", website="https://example.org"), make_organisation(
        "Example County Council", abbreviation="ECC"
    )
