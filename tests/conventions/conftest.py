"""One record of each kind, for the addresses that name one."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import Colleague
from app.accounts.rules import Role
from tests.conventions.access_matrix import ACCESS
from tests.conventions.routes import Route, list_routes
from tests.factories.records import make_one_of_each


@pytest.fixture
def address_values(
    request: pytest.FixtureRequest, session: scoped_session[Session], make_colleague: Callable[..., Colleague]
) -> dict[str, Any]:
    """What stands for each name in an address, such as contact_id. A draft is the visitor's own."""
    colleagues = {role.value: make_colleague(role) for role in Role}
    visitor = request.node.callspec.params.get("visitor")
    values = make_one_of_each(
        colleagues[Role.OFFICER], drafts_author=colleagues.get(visitor) or colleagues[Role.MANAGER]
    )
    session.commit()
    return values


@pytest.fixture
def routes(app: Flask, address_values: dict[str, Any]) -> list[Route]:
    """Every route of the matrix with an address that leads to a record."""
    return [route for route in list_routes(app, address_values) if route.endpoint in ACCESS]
