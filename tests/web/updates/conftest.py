"""A rich record, and a draft of an update composed of it, as an officer sees it."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Colleague
from app.database import db
from app.partnership.models import CommitteeUpdate, UpdateSentence
from app.partnership.updates.queries import list_sentences
from tests.factories.update_world import UpdateWorld
from tests.support.applications import Applications
from tests.support.kept_world import kept_update_world


@pytest.fixture
def world(
    request: pytest.FixtureRequest,
    app: Flask,
    applications: Applications,
    database: str,
    make_colleague: Any,
    colleagues: dict[str, Colleague],
    sign_in_as: Any,
) -> UpdateWorld:
    """With its author signed in, and with the draft where the test asks for that too."""
    with_draft = "draft" in request.fixturenames
    world = kept_update_world(applications, database, make_colleague, colleagues, with_draft=with_draft)
    sign_in_as(world.author)
    return world


@pytest.fixture
def draft(world: UpdateWorld) -> CommitteeUpdate:
    return db.session.scalars(select(CommitteeUpdate)).one()


def sentence(draft: CommitteeUpdate, part: str, key: str) -> UpdateSentence:
    return next(each for each in list_sentences(draft.id) if (each.part, each.key) == (part, key))
