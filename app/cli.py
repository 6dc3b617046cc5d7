"""Commands of `flask --app app`."""

import sys

import click
from flask import Flask
from flask.cli import with_appcontext

from app.accounts.rules import Role
from app.accounts.services import create_colleague
from app.core.errors import InvalidInput
from app.database import db


@click.command("create-user")
@click.option("--email", required=True, help="The address that the colleague signs in with.")
@click.option("--name", required=True, help="The name that the others know them by.")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@with_appcontext
def create_user(email: str, name: str, role: str) -> None:
    """Add a colleague. The password is read from standard input; at a terminal it is asked for."""
    try:
        colleague = create_colleague(name=name, email=email, role=Role(role), password=_read_password())
    except InvalidInput as error:
        raise click.ClickException(". ".join(problem.message for problem in error.problems)) from error
    db.session.commit()
    click.echo(f"{colleague.name} can sign in as {colleague.email} ({colleague.role.label.lower()}).")


def _read_password() -> str:
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


COMMANDS: tuple[click.Command, ...] = (create_user,)


def register(app: Flask) -> None:
    for command in COMMANDS:
        app.cli.add_command(command)
