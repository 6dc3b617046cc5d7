"""Commands of `flask --app app`."""

from flask import Flask

COMMANDS = ()


def register(app: Flask) -> None:
    for command in COMMANDS:
        app.cli.add_command(command)
