"""The command that adds a colleague from a terminal."""

import pytest
from click.testing import Result
from flask import Flask

from app.accounts.passwords import is_password
from app.accounts.queries import find_colleague_by_email
from app.accounts.rules import Role
from app.database import db

pytestmark = pytest.mark.one_database


def create_user(
    app: Flask, typed: str = "teapot walrus ladder\n", email: str = "A@liaison.example", role: str = "manager"
) -> Result:
    db.session.remove()
    arguments = ["create-user", "--email", email, "--name", "Manager A", "--role", role]
    return app.test_cli_runner().invoke(args=arguments, input=typed)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", ""])
def test_the_password_comes_from_standard_input(app: Flask, line_end: str) -> None:
    result = create_user(app, f"teapot walrus ladder{line_end}")
    assert result.exit_code == 0
    assert result.output == "Manager A can sign in as a@liaison.example (manager).\n"
    added = find_colleague_by_email("a@liaison.example")
    assert added is not None
    assert added.role is Role.MANAGER
    assert is_password("teapot walrus ladder", added.password_hash)


@pytest.mark.parametrize("typed", ["", "\n", "short\n"])
def test_a_password_that_will_not_do_is_said_plainly(app: Flask, typed: str) -> None:
    result = create_user(app, typed)
    assert result.exit_code == 1
    assert result.stderr == "Error: Password must be 12 characters or more\n"
    assert find_colleague_by_email("a@liaison.example") is None


def test_an_address_that_is_taken_is_said_plainly(app: Flask) -> None:
    create_user(app)
    result = create_user(app)
    assert result.exit_code == 1
    assert result.stderr == "Error: Manager A already has this email address\n"


def test_a_role_that_there_is_not_is_refused(app: Flask) -> None:
    assert create_user(app, role="emperor").exit_code == 2


def test_neither_answer_repeats_the_password(app: Flask) -> None:
    assert "walrus" not in create_user(app).output + create_user(app).output
