"""Saved views for tests."""

from app.accounts.models import Colleague
from app.saved_views.models import SavedView
from app.saved_views.rules import Sharing
from app.saved_views.services import ListAsShown, save_view


def make_view(
    owner: Colleague,
    name: str = "Meetings",
    *,
    sharing: Sharing = Sharing.ALL,
    list_name: str = "contacts",
    filters: str = "kind=meeting",
    words: str = "Meeting",
    columns: tuple[str, ...] = (),
) -> SavedView:
    shown = ListAsShown(list_name, filters, words, columns)
    return save_view(name=name, sharing=sharing, shown=shown, actor=owner)
