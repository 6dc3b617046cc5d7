"""Who logs, and with whom."""

import pytest

from app.accounts.rules import Role
from app.audit.rules import SystemActor
from app.organisations.rules import PartnerGroup
from app.organisations.services import add_organisation


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as(Role.OFFICER)


@pytest.fixture
def council(session):
    return add_organisation(name="Example County Council", partner_group=PartnerGroup.FRONTLINE, actor=SystemActor())
