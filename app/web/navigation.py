"""Where a reader can go from any page: only what their role may open."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import request

from app.web.access import declared_permission, may

SECTIONS = (
    ("Home", "home.index"),
    ("Contacts", "contacts.history"),
    ("Organisations", "organisations.index"),
    ("People", "people.index"),
    ("Posts", "posts.index"),
    ("Commitments", "commitments.index"),
)

ACCOUNT_PAGES = (
    ("Change password", "accounts.change_password"),
    ("Colleagues", "administration.colleagues"),
    ("Teams", "administration.teams"),
    ("Sectors", "administration.sectors"),
    ("Themes", "administration.themes"),
)


@dataclass(frozen=True)
class Destination:
    label: str
    endpoint: str
    is_current: bool


def may_open(endpoint: str) -> bool:
    """Whether the reader of this page may open that one."""
    permission = declared_permission(endpoint)
    return permission is not None and may(permission)


def sections() -> list[Destination]:
    return _destinations(SECTIONS, lambda here, there: _blueprint(here) == _blueprint(there))


def account_pages() -> list[Destination]:
    return _destinations(ACCOUNT_PAGES, lambda here, there: here == there)


def _destinations(pages: tuple[tuple[str, str], ...], is_here: Callable[[str, str], bool]) -> list[Destination]:
    here = request.endpoint or ""
    return [Destination(label, endpoint, is_here(here, endpoint)) for label, endpoint in pages if may_open(endpoint)]


def _blueprint(endpoint: str) -> str:
    return endpoint.partition(".")[0]
