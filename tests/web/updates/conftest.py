"""A rich record, and a draft of an update composed of it, as an officer sees it."""

from typing import Any

import pytest

from app.accounts.models import Colleague
from app.partnership.models import CommitteeUpdate, UpdateSentence
from app.partnership.updates.details import UpdateDetails
from app.partnership.updates.queries import list_sentences
from app.partnership.updates.services import compose_update
from tests.factories.update_world import FIRST, LAST, UpdateWorld, make_update_world


@pytest.fixture
def officer(sign_in_as: Any) -> Colleague:
    return sign_in_as("officer")


@pytest.fixture
def world(officer: Colleague) -> UpdateWorld:
    return make_update_world(officer)


@pytest.fixture
def draft(world: UpdateWorld) -> CommitteeUpdate:
    details = UpdateDetails(committee_id=world.committee.id, period_from=FIRST, period_to=LAST)
    return compose_update(details=details, actor=world.author)


def sentence(draft: CommitteeUpdate, part: str, key: str) -> UpdateSentence:
    return next(each for each in list_sentences(draft.id) if (each.part, each.key) == (part, key))
