"""Saved views, and a list in the columns that its reader chose."""

from collections.abc import Callable
from typing import Any

from tests.bench.bare import BareDatabase
from tests.bench.measured import lists
from tests.bench.measured.lists import BenchRequest
from tests.bench.stored.views import IN_COLUMNS

OPERATIONS = ("saved_views", "home_with_views", "chosen_columns")

Listing = Callable[..., BenchRequest]


def make_view_requests(database: BareDatabase, listing: Listing, officer: int) -> dict[str, list[BenchRequest]]:
    """For one officer, who has four views on the home page."""
    of_them = {"officer": officer, "name": IN_COLUMNS}
    [view] = database.numbers("SELECT id FROM saved_view WHERE owner_id = :officer AND name = :name", of_them)
    query: dict[str, Any] = {"colleague": officer, "view": view}
    return {
        "saved_views": [BenchRequest("/views/")],
        "home_with_views": [BenchRequest("/")],
        "chosen_columns": [
            listing(lists.linked(officer, "contact_colleague", "colleague_id", officer), **query),
        ],
    }
