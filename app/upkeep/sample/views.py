"""The sample's saved view: a list as a colleague would keep and share it."""

import datetime as dt

from app.accounts.models import Colleague
from app.saved_views.rules import Sharing
from app.saved_views.services import ListAsShown, save_view, show_on_home

AS_REGULATOR = ListAsShown("contacts", "capacity=regulator", "Regulator")


def add_view(colleague: Colleague) -> None:
    """Contacts in our capacity as regulator, seen by everyone, and on the colleague's own home page."""
    view = save_view(
        name="Contacts as regulator", sharing=Sharing.ALL, shown=AS_REGULATOR, actor=colleague, is_sample=True
    )
    show_on_home(view=view, actor=colleague, now=dt.datetime.now(dt.UTC))
