"""Every route of the application, as an address that can be asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, url_for


@dataclass(frozen=True)
class Route:
    endpoint: str
    method: str
    address: str


def list_routes(app: Flask, values: Mapping[str, Any]) -> list[Route]:
    """GET before POST, in the order of the addresses. Raises KeyError when an address needs a value not given."""
    with app.test_request_context():
        found = list(_every_route(app, values))
    return sorted(found, key=lambda route: (route.method, route.address))


def _every_route(app: Flask, values: Mapping[str, Any]) -> Iterator[Route]:
    for rule in app.url_map.iter_rules():
        address = url_for(rule.endpoint, **{name: values[name] for name in rule.arguments})
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            yield Route(rule.endpoint, method, address)
