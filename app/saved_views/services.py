"""Commands on saved views, and on the columns that a colleague wants of a list."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.accounts.models import Colleague
from app.audit.rules import Action, differences
from app.audit.services import record
from app.core.errors import Conflict
from app.core.typed_input import TypedInput
from app.database import db
from app.names.rules import fold
from app.saved_views.models import ChosenColumns, SavedView, ViewOnHome
from app.saved_views.queries import KIND, find_own_view_called, list_views_of_home
from app.saved_views.rules import FILTERS_LIMIT, MOST_ON_HOME, NAME_LIMIT, WORDS_LIMIT, Sharing
from app.versions import hold, take_turns


@dataclass(frozen=True)
class ListAsShown:
    """A list as it stands before its reader: which, with which filters, and in which columns."""

    list_name: str
    filters: str
    filters_in_words: str = ""
    columns: Sequence[str] = ()


def save_view(
    *, name: str, sharing: Sharing, shown: ListAsShown, actor: Colleague, is_sample: bool = False
) -> SavedView:
    """Keep the list under a name of the actor's own. Raises InvalidInput, also where the name is taken."""
    take_turns(actor)
    name = _checked(name, sharing, actor, view=None, filters=shown.filters)
    view = SavedView(owner_id=actor.id, name=name, match_key=_key(name), list_name=shown.list_name, is_sample=is_sample)
    _show(view, shown)
    _share(view, sharing, actor)
    db.session.add(view)
    db.session.flush()
    _record(view, Action.CREATED, actor, {})
    return view


def change_view(*, view: SavedView, name: str, sharing: Sharing, version: int, actor: Colleague) -> None:
    """Rename it, or let others see it. Raises InvalidInput, and StaleVersion when it was saved after `version`."""
    take_turns(actor)
    hold(view, version)
    name = _checked(name, sharing, actor, view=view)
    before = _description(view)
    view.name, view.match_key = name, _key(name)
    _share(view, sharing, actor)
    db.session.flush()
    _record(view, Action.CHANGED, actor, before)


def replace_what_is_shown(*, view: SavedView, shown: ListAsShown, version: int, actor: Colleague) -> ListAsShown:
    """Let it show this from here on. What it showed before. Raises StaleVersion and InvalidInput."""
    hold(view, version)
    _checked(view.name, view.sharing, actor, view=view, filters=shown.filters)
    before, was = _description(view), ListAsShown(view.list_name, view.filters, view.filters_in_words, view.columns)
    _show(view, shown)
    db.session.flush()
    _record(view, Action.CHANGED, actor, before)
    return was


def remove_view(*, view: SavedView, now: dt.datetime, actor: Colleague) -> None:
    """Take it from everybody; it can be put back."""
    if view.removed_at is None:
        view.removed_at = now
        db.session.flush()
        _record(view, Action.REMOVED, actor, {})


def put_back_view(*, view: SavedView, actor: Colleague) -> None:
    """Raises Conflict where another view has taken its name since."""
    take_turns(actor)
    db.session.refresh(view)
    if view.removed_at is None:
        return
    if find_own_view_called(view.match_key, owner_id=view.owner_id) is not None:
        raise Conflict(f"You have saved another view as “{view.name}” since. Rename that one first.")
    view.removed_at = None
    db.session.flush()
    _record(view, Action.RESTORED, actor, {})


def show_on_home(*, view: SavedView, actor: Colleague, now: dt.datetime) -> None:
    """Raises Conflict when there are as many there as home can count at once."""
    take_turns(actor)
    if db.session.get(ViewOnHome, (actor.id, view.id)) is not None:
        return
    if len(list_views_of_home(viewer=actor)) >= MOST_ON_HOME:
        raise Conflict(f"There are {MOST_ON_HOME} views on your home page, which is the most. Take one off first.")
    db.session.add(ViewOnHome(colleague_id=actor.id, view_id=view.id, added_at=now))
    db.session.flush()


def take_off_home(*, view: SavedView, actor: Colleague) -> None:
    there = db.session.get(ViewOnHome, (actor.id, view.id))
    if there is not None:
        db.session.delete(there)
        db.session.flush()


def choose_columns(*, list_name: str, columns: Sequence[str], actor: Colleague) -> None:
    """Without any, the list looks as it does by itself again."""
    take_turns(actor)
    chosen = db.session.get(ChosenColumns, (actor.id, list_name))
    if chosen is None:
        chosen = ChosenColumns(colleague_id=actor.id, list_name=list_name)
        db.session.add(chosen)
    chosen.columns = list(columns)
    db.session.flush()


def _checked(typed_name: str, sharing: Sharing, actor: Colleague, *, view: SavedView | None, filters: str = "") -> str:
    """The name as it is kept."""
    typed = TypedInput()
    name = typed.line("name", typed_name, limit=NAME_LIMIT, missing="Enter a name for the view.")
    same = find_own_view_called(_key(name), owner_id=actor.id) if name else None
    if same is not None and same is not view:
        typed.refuse("name", f"You have a view called “{same.name}” already. Choose another name, or change that one.")
    if sharing is Sharing.TEAM and actor.team_id is None and (view is None or view.sharing is not Sharing.TEAM):
        typed.refuse("sharing", "You are in no team. Share the view with everyone, or keep it to yourself.")
    if len(filters) > FILTERS_LIMIT:
        typed.refuse("name", "The filters are too long to be kept. Shorten the words that are looked for.")
    typed.finish()
    return name


def _key(name: str) -> str:
    return fold(name)[:NAME_LIMIT]


def _show(view: SavedView, shown: ListAsShown) -> None:
    view.list_name, view.filters, view.columns = shown.list_name, shown.filters, list(shown.columns)
    view.filters_in_words = shown.filters_in_words[:WORDS_LIMIT]


def _share(view: SavedView, sharing: Sharing, actor: Colleague) -> None:
    """With the team that the actor is in now, unless it is shared with one already."""
    if sharing is not Sharing.TEAM:
        view.team_id = None
    elif view.sharing is not Sharing.TEAM:
        view.team_id = actor.team_id
    view.sharing = sharing


def _description(view: SavedView) -> dict[str, str]:
    return {
        "View": view.name,
        "Filters": view.filters_in_words,
        "Columns": ", ".join(view.columns),
        "Seen by": view.sharing.label,
    }


def _record(view: SavedView, action: Action, actor: Colleague, before: dict[str, str]) -> None:
    """What one keeps to oneself is nobody's business, so only what others see or saw is in the record of changes."""
    after = _description(view)
    was_private = before.get("Seen by", view.sharing.label) == Sharing.PRIVATE.label
    if was_private and view.sharing is Sharing.PRIVATE:
        return
    changes = differences(before, after) if action in (Action.CREATED, Action.CHANGED) else []
    if action is Action.CHANGED and not changes:
        return
    record(
        actor=actor,
        action=action,
        subject_kind=KIND,
        subject_id=view.id,
        subject_label=view.name,
        changes=changes,
    )
