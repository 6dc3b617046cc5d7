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


@pytest.fixture
def strings(request):
    """Of the list that a test is parametrized with."""
    return naughty_strings() if request.param == "the big list" else OUR_OWN
