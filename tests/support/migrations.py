"""A record taken back to what an earlier version left, and on again to this one."""

from collections.abc import Callable

from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Connection

from app.database import db


def go_back_and_on(app: Flask, revision: str, as_it_was: Callable[[Connection], object] | None = None) -> None:
    """`as_it_was` takes out what that version did not write, beside its tables."""
    db.session.commit()
    db.session.remove()
    db.engine.dispose()
    directory = app.extensions["migrate"].directory
    downgrade(directory=directory, revision=revision)
    if as_it_was is not None:
        with db.engine.begin() as connection:
            as_it_was(connection)
    upgrade(directory=directory)
