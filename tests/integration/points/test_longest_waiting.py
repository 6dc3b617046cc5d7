"""The point that has waited longest, of those that the reader is shown."""

import datetime as dt

from app.contacts.visibility import EVERYBODY, Reader
from app.points.rules import Disposition
from app.points.waiting import find_longest_waiting
from tests.factories.contacts import make_contact
from tests.factories.partnership import make_point


def test_the_oldest_open_one_that_may_be_read_has_waited_longest(session):
    assert find_longest_waiting(reader=EVERYBODY) is None
    make_point("Settled", raised_on=dt.date(2020, 1, 1), disposition=Disposition.NOTED, disposed_on=dt.date(2020, 2, 1))
    restricted = make_point("Restricted", make_contact(date=dt.date(2020, 6, 1), is_restricted=True))
    considered = make_point("Open", raised_on=dt.date(2020, 9, 1), disposition=Disposition.UNDER_CONSIDERATION)
    make_point("Newer", raised_on=dt.date(2021, 1, 1))
    assert find_longest_waiting(reader=EVERYBODY).id == considered.id
    assert find_longest_waiting(reader=Reader(0, may_read_restricted=True)).id == restricted.id
