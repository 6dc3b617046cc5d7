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
    ("Follow-ups", "follow_ups.index"),
    ("Partnership", "partnership.index"),
    ("Reports", "reports.index"),
)

# The second row, which the pages of these sections have.
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
REPORT_PAGES = (
    ("Figures", "reports.index"),
    ("Rhythm", "rhythm.index"),
    ("Reviews", "reviews.index"),
    ("Network", "network.index"),
    ("Saved views", "views.index"),
    ("Duplicates", "duplicates.index"),
    ("Changes", "audit.index"),
)

# Features without a place of their own, and where their pages belong.
_PART_OF = {"many": "contacts"}
# Pages about a list, which their address names as its section is named.
_OF_A_LIST = ("views.save", "views.columns")

ACCOUNT_PAGES = (
    ("Reminders and calendar", "follow_ups.reminders"),
    ("Change password", "accounts.change_password"),
    ("Keys", "accounts.keys"),
    ("Work in the background", "jobs.index"),
    ("Administration", "administration.index"),
)


class Destination(NamedTuple):
    label: str
    endpoint: str
    is_current: bool


class SecondRow(NamedTuple):
    """The pages of one section; none of them when the page belongs to a section without any."""

    section: str = ""
    pages: tuple[Destination, ...] = ()


def may_open(endpoint: str) -> bool:
    """Whether the reader of this page may open that one."""
    permission = declared_permission(endpoint)
    return permission is not None and may(permission)


def feature_here() -> str:
    """The feature that this page is of; what is said of a list belongs to its section."""
    if request.endpoint in _OF_A_LIST:
        return _feature(str((request.view_args or {}).get("list_name", "")))
    return _feature(request.endpoint or "")


def sections() -> tuple[Destination, ...]:
    """The row of navigation; a page of a section's feature is in that section. A section opens at its first page."""
    here = feature_here()
    row = _row_of(here)
    return _destinations(SECTIONS, _feature(SECOND_ROWS[row][0][1]) if row else here)


def second_row() -> SecondRow:
    """The pages of the section that this page is in."""
    here = feature_here()
    row = _row_of(here)
    return SecondRow(row, _destinations(SECOND_ROWS[row], here)) if row else SecondRow()


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
    feature = endpoint.partition(".")[0]
    return _PART_OF.get(feature, feature)


SECOND_ROWS = {"Partnership": PARTNERSHIP_PAGES, "Reports": REPORT_PAGES}
_ROW_OF_FEATURE = {_feature(endpoint): name for name, pages in SECOND_ROWS.items() for _label, endpoint in pages}


def _row_of(feature: str) -> str:
    return _ROW_OF_FEATURE.get(feature, "")
