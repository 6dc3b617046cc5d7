"""The database's part of a start: bring its tables up to date, and fill it the first time."""

from alembic import command
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask import current_app
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from app.accounts.queries import find_colleague_by_email
from app.accounts.rules import Role
from app.database import db
from app.launch.console import LaunchError, say
from app.launch.first_run import demo_address
from app.organisations.queries import find_own_organisation
from app.upkeep.programme import load_programme
from app.upkeep.sample import load_sample
from app.upkeep.starter_directory import load_starter_directory


def migrate_database() -> None:
    """Bring the tables up to date, unless they are. Raises LaunchError."""
    address = make_url(current_app.config["SQLALCHEMY_DATABASE_URI"]).render_as_string(hide_password=True)
    migrate = current_app.extensions["migrate"].migrate
    try:
        with db.engine.connect() as connection:
            current = set(MigrationContext.configure(connection).get_current_heads())
    except DBAPIError as error:
        raise LaunchError(
            f"The database does not answer at {address}:\n{error.orig}",
            remedy="check DATABASE_URL, and that the database server runs and has this database.",
        ) from error
    configuration = migrate.get_config()
    if current == set(ScriptDirectory.from_config(configuration).get_heads()):
        return
    say(f"Bringing the database up to date: {address}")
    try:
        command.upgrade(configuration, "heads")
    except (CommandError, RuntimeError) as error:
        raise LaunchError(
            f"The database could not be brought up to date: {error}",
            remedy="it is as it was. If it belongs to a later Liaison, run that one, or name another in DATABASE_URL.",
        ) from error


def load_starting_data() -> None:
    """Fill a database that does not know whose it is yet: all of it or, after a failure, none.

    The sample's examples are the demonstration officer's, where there is one.
    """
    if find_own_organisation() is not None:
        return
    say("Loading the starter directory.")
    load_starter_directory()
    say("Loading the programme of the letter.")
    load_programme()
    say("Loading the sample.")
    load_sample(colleague=find_colleague_by_email(demo_address(Role.OFFICER)))
    db.session.commit()
