"""An officer who saves whatever the strings are, through pages that any character may pass."""

import pytest

from app.accounts.rules import Role
from tests.support.client import LenientClient
from tests.support.naughty import OUR_OWN, naughty_strings


@pytest.fixture
def client(app):
    return LenientClient(app, app.response_class, use_cookies=True)


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as(Role.OFFICER)


@pytest.fixture(params=["the big list", "our own"])
def strings(request):
    return naughty_strings() if request.param == "the big list" else OUR_OWN


@pytest.fixture
def half_of_the_strings(database, strings):
    """For what goes string by string through pages, which takes its time: each database has one half of the big list.

    All of them are looked for in each database all the same.
    """
    return strings if strings is OUR_OWN else strings[0 if database == "sqlite" else 1 :: 2]
