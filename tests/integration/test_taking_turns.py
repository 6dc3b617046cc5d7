"""A button that is pressed twice at once does once what it does: the second request finds what the first made."""

import datetime as dt
from contextlib import suppress

import pytest
from sqlalchemy import func, select

from app.accounts.queries import get_colleague
from app.calendar_feeds.models import CalendarFeed
from app.calendar_feeds.services import make_feed
from app.core.errors import InvalidInput
from app.database import db
from app.merges.models import LikelyPair
from app.reminders.models import ReminderSetting
from app.reminders.rules import ReminderChoice
from app.reminders.services import choose_reminders
from app.saved_views.models import ChosenColumns, SavedView, ViewOnHome
from app.saved_views.rules import Sharing
from app.saved_views.services import ListAsShown, choose_columns, save_view, show_on_home
from app.upkeep.duplicates.services import dismiss_pair
from tests.factories.contacts import make_plain_colleague
from tests.factories.directory import make_organisation
from tests.factories.saved_views import make_view
from tests.support.taking_turns import send_while_held

NOW = dt.datetime(2021, 3, 5, 9, 0, tzinfo=dt.UTC)


def save(me, _values):
    save_view(name="Mine", sharing=Sharing.PRIVATE, shown=ListAsShown("contacts", ""), actor=me)


def put_on_home(me, values):
    show_on_home(view=db.session.get_one(SavedView, values["view_id"]), actor=me, now=NOW)


def choose(me, _values):
    choose_columns(list_name="contacts", columns=["date", "subject"], actor=me)


def be_reminded(me, _values):
    choose_reminders(colleague=me, choice=ReminderChoice.DIGEST, today=NOW.date(), actor=me)


def have_a_calendar(me, _values):
    make_feed(colleague=me, now=NOW)


def say_that_they_are_two(me, values):
    one, other = values["pair"]
    dismiss_pair(kind="organisation", one=one, other=other, actor=me, now=NOW)


@pytest.mark.parametrize(
    ("press", "model", "number"),
    [
        (save, SavedView, 2),
        (put_on_home, ViewOnHome, 1),
        (choose, ChosenColumns, 1),
        (be_reminded, ReminderSetting, 1),
        (have_a_calendar, CalendarFeed, 1),
        (say_that_they_are_two, LikelyPair, 1),
    ],
)
def test_two_at_once_make_one(app, session, press, model, number):
    me = make_plain_colleague()
    values = {
        "view_id": make_view(me, "Another").id,
        "pair": (make_organisation("Example Council").id, make_organisation("Council of Examples").id),
    }
    my_id = me.id

    def request():
        with app.app_context():
            with suppress(InvalidInput):  # which says that there is a view of that name
                press(get_colleague(my_id), values)
            db.session.commit()
            db.session.remove()

    send_while_held(request, request, at="COMMIT")
    assert db.session.scalar(select(func.count()).select_from(model)) == number
