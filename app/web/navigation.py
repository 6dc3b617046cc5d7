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
    ("Partnership", "partnership.index"),
)

# The second row, which the pages of the partnership have.
PARTNERSHIP_PAGES = (
    ("At a glance", "partnership.index"),
    ("Workstreams", "workstreams.index"),
    ("Commitments", "commitments.index"),
    ("Points raised", "points.index"),
    ("Outputs", "outputs.index"),
    ("Milestones", "milestones.index"),
    ("Coverage", "coverage.index"),
    ("Stages", "stages.index"),
    ("Forums", "forums.index"),
    ("Independence", "independence.index"),
    ("Parliament", "inquiries.index"),
    ("Updates", "updates.index"),
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
    if here in _PARTNERSHIP_FEATURES:
        here = "partnership"
    return _destinations(SECTIONS, here)


def partnership_pages() -> tuple[Destination, ...]:
    """The second row of navigation; none on pages of other sections."""
    here = _feature(request.endpoint or "")
    return _destinations(PARTNERSHIP_PAGES, here) if here in _PARTNERSHIP_FEATURES else ()


def account_pages() -> tuple[Destination, ...]:
    """What is under the colleague's own name."""
    here = request.endpoint
    return tuple(
        Destination(label, endpoint, endpoint == here) for label, endpoint in ACCOUNT_PAGES if may_open(endpoint)
    )


def _destinations(pages: tuple[tuple[str, str], ...], here: str) -> tuple[Destination, ...]:
    return tuple(
        Destination(label, endpoint, _feature(endpoint) == here) for label, endpoint in pages if may_open(endpoint)
    )


def _feature(endpoint: str) -> str:
    return endpoint.partition(".")[0]


_PARTNERSHIP_FEATURES = frozenset(_feature(endpoint) for _label, endpoint in PARTNERSHIP_PAGES)
