"""Reads of saved views: those that a colleague may open, and what is on their home page."""

import json
from collections.abc import Collection, Sequence
from typing import Any, Protocol, cast

from sqlalchemy import ColumnElement, and_, bindparam, or_, select
from sqlalchemy.orm import joinedload

from app.core.errors import Conflict, NotFound, NotPermitted
from app.database import db
from app.prepared import PreparedSelect
from app.saved_views.models import ChosenColumns, SavedView, ViewOnHome
from app.saved_views.rules import MOST_ON_HOME, Sharing

KIND = "saved_view"
VIEWS_SHOWN = 100

_CHOSEN = ChosenColumns.__table__.c
_COLUMNS = PreparedSelect(
    select(_CHOSEN.columns).where(
        _CHOSEN.colleague_id == bindparam("colleague_id"), _CHOSEN.list_name == bindparam("list_name")
    )
)


class Viewer(Protocol):
    """Whoever looks for views."""

    @property
    def id(self) -> int: ...

    @property
    def team_id(self) -> int | None: ...


def find_view(view_id: int, *, viewer: Viewer) -> SavedView | None:
    """The view, where there is one that they may open."""
    return db.session.scalar(
        select(SavedView)
        .where(SavedView.id == view_id, _open_to(viewer))
        .options(joinedload(SavedView.owner), joinedload(SavedView.team))
    )


def list_names_of_views(view_ids: Collection[int]) -> dict[int, str]:
    """The name of the list that each is of, removed or not."""
    if not view_ids:
        return {}
    query = select(SavedView.id, SavedView.list_name).where(SavedView.id.in_(view_ids))
    return {view.id: view.list_name for view in db.session.execute(query)}


def get_view(view_id: int, *, viewer: Viewer) -> SavedView:
    """Raises NotFound when there is none that they may open."""
    view = find_view(view_id, viewer=viewer)
    if view is None:
        raise NotFound
    return view


def get_view_to_change(view_id: int, *, owner: Viewer, with_removed: bool = False) -> SavedView:
    """Raises NotFound when they may not even open it, NotPermitted when it is another's, Conflict once removed."""
    view = db.session.get(SavedView, view_id)
    if view is None or (view.owner_id != owner.id and find_view(view_id, viewer=owner) is None):
        raise NotFound
    if view.owner_id != owner.id:
        raise NotPermitted
    if view.removed_at is not None and not with_removed:
        raise Conflict(f"You have removed the view “{view.name}”, so there is nothing to change.")
    return view


def list_views(*, viewer: Viewer, list_name: str = "", limit: int = VIEWS_SHOWN) -> list[SavedView]:
    """Their own by name, then those shared with them; those of one list where it is named."""
    of_list = [SavedView.list_name == list_name] if list_name else []
    query = (
        select(SavedView)
        .where(_open_to(viewer), *of_list)
        .options(joinedload(SavedView.owner), joinedload(SavedView.team))
    )
    is_others = SavedView.owner_id != viewer.id
    return list(db.session.scalars(query.order_by(is_others, SavedView.match_key, SavedView.id).limit(limit)))


def find_own_view_called(match_key: str, *, owner_id: int) -> SavedView | None:
    return db.session.scalar(
        select(SavedView).where(
            SavedView.owner_id == owner_id, SavedView.match_key == match_key, SavedView.removed_at.is_(None)
        )
    )


def list_views_of_home(*, viewer: Viewer) -> list[SavedView]:
    """Those on their home page that they may still open, in the order that they were put there."""
    on_home = and_(ViewOnHome.view_id == SavedView.id, ViewOnHome.colleague_id == viewer.id)
    query = select(SavedView).join(ViewOnHome, on_home).where(_open_to(viewer))
    return list(db.session.scalars(query.order_by(ViewOnHome.added_at, SavedView.id).limit(MOST_ON_HOME)))


def columns_chosen(colleague_id: int, list_name: str) -> Sequence[str]:
    """None of them where the list is to look as it does by itself."""
    rows = _COLUMNS.rows(colleague_id=colleague_id, list_name=list_name)
    return _names(rows[0][0]) if rows else ()


def _names(kept: Any) -> Sequence[str]:
    """SQLite's driver gives JSON as text."""
    return cast("Sequence[str]", json.loads(kept) if isinstance(kept, str) else kept)


def _open_to(viewer: Viewer) -> ColumnElement[bool]:
    shared = SavedView.sharing == Sharing.ALL
    with_team = and_(SavedView.sharing == Sharing.TEAM, SavedView.team_id == viewer.team_id)
    seen = or_(SavedView.owner_id == viewer.id, shared, *([with_team] if viewer.team_id is not None else []))
    return and_(SavedView.removed_at.is_(None), seen)
