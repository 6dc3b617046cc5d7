"""The starter directory and the programme, loaded once a run."""

import pytest
from flask import Flask

from app.database import db
from app.upkeep.programme import load_programme
from app.upkeep.starter_directory import load_starter_directory
from tests.support.applications import Applications

STARTED = "started"


@pytest.fixture
def starting_data(app: Flask, database: str, applications: Applications) -> None:
    """What the first start loads before the sample."""
    _app, state = applications.get(database)
    is_kept = state.has_kept(STARTED)
    if not is_kept:
        load_starter_directory()
        load_programme()
        db.session.commit()
    db.session.remove()
    db.engine.dispose()
    if is_kept:
        state.put_back(STARTED)
    else:
        state.keep(STARTED)
