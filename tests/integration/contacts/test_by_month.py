"""How many contacts an organisation had in each month, for whoever counts them."""

import datetime as dt

from app.contacts.by_month import count_held_between, find_first_day
from app.contacts.rules import ContactStatus
from app.contacts.visibility import Reader
from tests.factories.contacts import make_contact, make_organisation, make_plain_colleague

STARTS = [dt.date(2021, month, 1) for month in (1, 2, 3)]


def test_what_was_held_in_each_month_is_counted_for_whoever_may_read_it(session):
    council, officer = make_organisation(), make_plain_colleague()
    for day in (dt.date(2021, 1, 1), dt.date(2021, 1, 31), dt.date(2021, 2, 1)):
        make_contact(date=day, organisations=[council])
    make_contact(date=dt.date(2020, 12, 31), organisations=[council], is_restricted=True, colleagues=[officer])
    make_contact(date=dt.date(2021, 1, 5), organisations=[council], is_restricted=True, colleagues=[officer])
    make_contact(date=dt.date(2021, 1, 6), organisations=[council], status=ContactStatus.PLANNED)
    make_contact(date=dt.date(2021, 1, 7), organisations=[make_organisation("Example NHS Trust")])

    def counted(reader):
        return [count.value for count in count_held_between(council.id, STARTS, reader=reader)]

    assert counted(Reader(officer.id, may_read_restricted=False)) == [3, 1]
    assert counted(Reader(officer.id + 1, may_read_restricted=False)) == [2, 1]
    assert counted(Reader(officer.id + 1, may_read_restricted=True)) == [3, 1]
    assert find_first_day(council.id, reader=Reader(officer.id, may_read_restricted=False)) == dt.date(2020, 12, 31)
    assert find_first_day(council.id, reader=Reader(0, may_read_restricted=False)) == dt.date(2021, 1, 1)
