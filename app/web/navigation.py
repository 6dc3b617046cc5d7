"""Where a reader can go from any page: only what their role may open."""

from typing import NamedTuple

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
    ("Keys", "accounts.keys"),
    ("Administration", "administration.index"),
)


class Destination(NamedTuple):
    label: str
    endpoint: str
    is_current: bool


def may_open(endpoint: str) -> bool:
    """Whether the reader of this page may open that one."""
    permission = declared_permission(endpoint)
    return permission is not None and may(permission)


def sections() -> tuple[Destination, ...]:
    """The row of navigation; a page of a section's feature is in that section."""
    here = _feature(request.endpoint or "")
    return tuple(
        Destination(label, endpoint, _feature(endpoint) == here) for label, endpoint in SECTIONS if may_open(endpoint)
    )


def account_pages() -> tuple[Destination, ...]:
    """What is under the colleague's own name."""
    here = request.endpoint
    return tuple(
        Destination(label, endpoint, endpoint == here) for label, endpoint in ACCOUNT_PAGES if may_open(endpoint)
    )


def _feature(endpoint: str) -> str:
    return endpoint.partition(".")[0]
