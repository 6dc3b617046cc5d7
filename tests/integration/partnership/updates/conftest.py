"""A rich record, and drafts composed of it."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from app.accounts.models import Colleague
from app.partnership.models import CommitteeUpdate
from app.partnership.updates.composing import compose
from tests.factories.update_world import FIRST, LAST, TODAY, UpdateWorld, compose_after_the_period
from tests.support.applications import Applications
from tests.support.kept_world import kept_update_world


@pytest.fixture
def world(
    app: Flask, applications: Applications, database: str, make_colleague: Any, colleagues: dict[str, Colleague]
) -> UpdateWorld:
    return kept_update_world(applications, database, make_colleague, colleagues)


@pytest.fixture
def composed(world: UpdateWorld) -> Callable[[], dict[tuple[str, str], str]]:
    """The words of what is composed now, by part and key."""

    def compose_it() -> dict[tuple[str, str], str]:
        parts = compose(world.committee, FIRST, LAST, today=TODAY)
        return {(part.id, sentence.key): sentence.words for part in parts for sentence in part.sentences}

    return compose_it


@pytest.fixture
def compose_draft(world: UpdateWorld) -> Callable[[], CommitteeUpdate]:
    """A draft of what the record says when it is called."""
    return lambda: compose_after_the_period(world, today=TODAY)


@pytest.fixture
def draft(compose_draft: Callable[[], CommitteeUpdate]) -> CommitteeUpdate:
    return compose_draft()
