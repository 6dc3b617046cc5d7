"""Saved views and chosen columns of the made-up colleagues, as they come to be with use."""

from collections.abc import Sequence

from app.accounts.models import Colleague
from app.database import db, utc_now
from app.saved_views.rules import Sharing
from app.saved_views.services import ListAsShown, save_view, show_on_home

IN_COLUMNS = "In columns"
COLUMNS = ("date", "kind", "subject", "organisations", "people", "our_side", "themes")
_KINDS = ("meeting", "call", "email", "letter")


def store_views(colleague_ids: Sequence[int] = tuple(range(1, 9))) -> None:
    """Four on each one's home page, the same as others share with everyone, and one in columns of their choice."""
    for number in colleague_ids:
        colleague = db.session.get_one(Colleague, number)
        for kind in _KINDS:
            shown = ListAsShown("contacts", f"kind={kind}&from=last+year", f"{kind}, from last year")
            view = save_view(name=f"Each {kind}", sharing=Sharing.ALL, shown=shown, actor=colleague)
            show_on_home(view=view, actor=colleague, now=utc_now())
        of_them = ListAsShown("contacts", f"colleague={number}", colleague.name, COLUMNS)
        save_view(name=IN_COLUMNS, sharing=Sharing.PRIVATE, shown=of_them, actor=colleague)
    db.session.commit()
