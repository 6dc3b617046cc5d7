"""What the first start loads, and the sample after it, each loaded once a run."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Colleague
from app.database import db
from app.upkeep.programme import load_programme
from app.upkeep.sample import load_sample
from app.upkeep.starter_directory import load_starter_directory
from tests.factories.contacts import make_plain_colleague
from tests.support.applications import Applications

# The day on which the sample is loaded: the day after the letter's next step was due.
SAMPLE_DAY = dt.date(2021, 3, 5)


def _load_starting_data() -> None:
    load_starter_directory()
    load_programme()


def _load_with_sample() -> None:
    _load_starting_data()
    load_sample(colleague=make_plain_colleague(), today=SAMPLE_DAY)


@pytest.fixture
def starting_data(app: Flask, database: str, applications: Applications) -> None:
    """What the first start loads before the sample."""
    applications.bring_to(database, "started", _load_starting_data)


@pytest.fixture
def sample(app: Flask, database: str, applications: Applications) -> Colleague:
    """The sample upon that. Gives the colleague under whom it was loaded."""
    applications.bring_to(database, "with_sample", _load_with_sample)
    return db.session.scalars(select(Colleague)).one()
