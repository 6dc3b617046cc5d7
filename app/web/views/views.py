"""Reading saved views: all that are mine or shared with me, each with the way to its list."""

from collections.abc import Container
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.saved_views.models import SavedView
from app.saved_views.queries import VIEWS_SHOWN, list_views, list_views_of_home
from app.saved_views.rules import Sharing
from app.web.access import requires, the_account
from app.web.lists_shown.registry import list_called
from app.web.views import blueprint


@dataclass(frozen=True)
class ViewRow:
    """A view as a line of the list of them."""

    id: int
    name: str
    url: str
    list_title: str
    filters: str
    seen_by: str
    is_mine: bool
    is_on_home: bool
    is_sample: bool


@blueprint.get("/")
@requires(Permission.READ_RECORD)
def index() -> ResponseReturnValue:
    me, of_list = the_account(), request.args.get("list", "")
    shown = list_called(of_list) if of_list else None
    found, on_home = list_views(viewer=me, list_name=of_list), {view.id for view in list_views_of_home(viewer=me)}
    rows = [_row(view, me.id, on_home) for view in found]
    return render_template(
        "views/index.html",
        mine=[row for row in rows if row.is_mine],
        shared=[row for row in rows if not row.is_mine],
        of_list=shown,
        is_cut=len(found) == VIEWS_SHOWN,
    )


def view_address(view: SavedView) -> str:
    """The list itself, opened by the view."""
    return list_called(view.list_name).address(view.filters, view=view.id)


def _row(view: SavedView, my_id: int, on_home: Container[int]) -> ViewRow:
    return ViewRow(
        id=view.id,
        name=view.name,
        url=view_address(view),
        list_title=list_called(view.list_name).title,
        filters=view.filters_in_words or "No filters",
        seen_by=_seen_by(view, my_id),
        is_mine=view.owner_id == my_id,
        is_on_home=view.id in on_home,
        is_sample=view.is_sample,
    )


def _seen_by(view: SavedView, my_id: int) -> str:
    """'seen by you alone'; 'shared with everyone by Officer A'."""
    if view.sharing is Sharing.PRIVATE:
        return "seen by you alone"
    whom = view.team.name if view.sharing is Sharing.TEAM and view.team else "everyone"
    return f"shared with {whom}" + ("" if view.owner_id == my_id else f" by {view.owner.name}")
