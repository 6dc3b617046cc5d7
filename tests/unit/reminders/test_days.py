"""On which days which reminders are due, and which follow-ups they tell of."""

import datetime as dt

import pytest

from app.reminders.rules import Days, ReminderChoice, ReminderKind, telling_of

MONDAY = dt.date(2021, 3, 1)
DAYS = [MONDAY + number * dt.timedelta(days=1) for number in range(15)]
LONG_AGO = dt.date(2020, 1, 1)


def due(choice, today, *, chosen_on=LONG_AGO, last_told=None):
    return telling_of(choice, today=today, chosen_on=chosen_on, last_told=last_told)


@pytest.mark.parametrize("choice", list(ReminderChoice))
def test_nobody_is_reminded_at_a_weekend(choice):
    assert due(choice, DAYS[5]) is None
    assert due(choice, DAYS[6]) is None


def test_a_digest_is_of_all_that_is_overdue_and_of_the_coming_week():
    telling = due(ReminderChoice.DIGEST, DAYS[2])
    assert (telling.kind, telling.day) == (ReminderKind.DIGEST, DAYS[2])
    assert telling.overdue == Days(dt.date.min, DAYS[1])
    assert telling.coming == Days(DAYS[2], DAYS[9])


def test_a_weekly_digest_that_failed_on_monday_is_sent_on_another_day_of_the_week_under_the_same_key():
    assert {due(ReminderChoice.WEEKLY, day).day for day in DAYS[:5]} == {MONDAY}


def test_whoever_chooses_it_during_the_week_waits_for_monday():
    assert due(ReminderChoice.WEEKLY, DAYS[3], chosen_on=DAYS[2]) is None
    assert due(ReminderChoice.WEEKLY, DAYS[7], chosen_on=DAYS[2]).day == DAYS[7]


def test_each_day_is_told_of_once_before_and_once_after_it_whatever_the_weekends_between():
    told_before, told_after, last = [], [], None
    for today in DAYS:
        telling = due(ReminderChoice.DUE, today, chosen_on=MONDAY, last_told=last)
        if telling is not None:
            told_before += [day for day in DAYS if telling.coming.first <= day <= telling.coming.last]
            told_after += [day for day in DAYS if telling.overdue.first <= day <= telling.overdue.last]
            last = today
    assert told_before == DAYS[1:]
    assert told_after == DAYS[:14]


def test_what_failed_runs_left_untold_is_told_by_the_next():
    telling = due(ReminderChoice.DUE, DAYS[9], last_told=DAYS[2])
    assert telling.overdue == Days(DAYS[2], DAYS[8])
    assert telling.coming == Days(DAYS[9], DAYS[10])


def test_nothing_is_told_of_days_before_it_was_chosen_nor_of_long_ago():
    assert due(ReminderChoice.DUE, DAYS[2], chosen_on=DAYS[2]).overdue == Days(DAYS[1], DAYS[1])
    assert due(ReminderChoice.DUE, DAYS[14]).overdue.first == MONDAY
