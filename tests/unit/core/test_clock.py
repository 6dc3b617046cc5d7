"""The office's own day and clock."""

import datetime as dt

from app.core.clock import at_the_office


def test_after_midnight_in_summer_the_office_is_a_day_ahead_of_utc():
    assert at_the_office(dt.datetime(2021, 6, 30, 23, 30, tzinfo=dt.UTC)).date() == dt.date(2021, 7, 1)


def test_in_winter_the_office_keeps_utc():
    moment = dt.datetime(2021, 1, 13, 15, 0, tzinfo=dt.UTC)
    assert at_the_office(moment).time() == dt.time(15, 0)
