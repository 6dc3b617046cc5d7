"""The saved views on a home page, each with its count for whoever reads it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.paging import BoundedCount
from app.saved_views.models import SavedView
from app.saved_views.queries import Viewer, list_views_of_home
from app.web.contacts.reading import current_reader
from app.web.lists_shown.registry import list_called
from app.web.lists_shown.shown_list import arguments_of


@dataclass(frozen=True)
class HomeView:
    """A view as home has it; `count` is none where one of its filters names nothing any more, and `problem` says so."""

    name: str
    url: str
    list_title: str
    count: BoundedCount | None
    problem: str = ""


def list_views_on_home(colleague: Viewer) -> Sequence[HomeView]:
    """At most eight, each counted as far as lists count."""
    return [_home_view(view) for view in list_views_of_home(viewer=colleague)]


def _home_view(view: SavedView) -> HomeView:
    shown, arguments = list_called(view.list_name), arguments_of(view.filters)
    read, url = shown.read(arguments), shown.address(view.filters, view=view.id)
    if any(name not in read.labels for name in arguments):
        return HomeView(view.name, url, shown.title, None, "a filter names nothing that is there")
    return HomeView(view.name, url, shown.title, read.count(current_reader()))
