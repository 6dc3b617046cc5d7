"""A rich record, and a draft of an update composed of it, as an officer sees it."""

from typing import Any

import pytest
from flask import Flask

from app.accounts.models import Colleague
from app.partnership.models import CommitteeUpdate, UpdateSentence
from app.partnership.updates.queries import list_sentences
from tests.factories.update_world import UpdateWorld, compose_after_the_period
from tests.support.applications import Applications
from tests.support.kept_world import kept_update_world


@pytest.fixture
def world(
    app: Flask,
    applications: Applications,
    database: str,
    make_colleague: Any,
    colleagues: dict[str, Colleague],
    sign_in_as: Any,
) -> UpdateWorld:
    """With its author signed in."""
    world = kept_update_world(applications, database, make_colleague, colleagues)
    sign_in_as(world.author)
    return world


@pytest.fixture
def draft(world: UpdateWorld) -> CommitteeUpdate:
    return compose_after_the_period(world)


def sentence(draft: CommitteeUpdate, part: str, key: str) -> UpdateSentence:
    return next(each for each in list_sentences(draft.id) if (each.part, each.key) == (part, key))
