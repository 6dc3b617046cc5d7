"""How many contacts an organisation had in each month, for whoever counts them."""

import datetime as dt

from app.contacts.months.of_organisation import count_held_in_months, find_first_month
from app.contacts.rules import ContactStatus
from app.contacts.tallies.keeping import settle
from app.contacts.visibility import Reader
from tests.factories.contacts import make_contact, make_organisation, make_plain_colleague

JANUARY, FEBRUARY = dt.date(2021, 1, 1), dt.date(2021, 2, 1)


def test_what_was_held_in_each_month_is_counted_for_whoever_may_read_it(session):
    council, officer = make_organisation(), make_plain_colleague()
    for day in (dt.date(2021, 1, 1), dt.date(2021, 1, 31), dt.date(2021, 2, 1)):
        make_contact(date=day, organisations=[council])
    make_contact(date=dt.date(2020, 12, 31), organisations=[council], is_restricted=True, colleagues=[officer])
    make_contact(date=dt.date(2021, 1, 5), organisations=[council], is_restricted=True, colleagues=[officer])
    make_contact(date=dt.date(2021, 1, 6), organisations=[council], status=ContactStatus.PLANNED)
    make_contact(date=dt.date(2021, 1, 7), organisations=[make_organisation("Example NHS Trust")])

    settle()

    def counted(reader):
        return count_held_in_months(council.id, JANUARY, dt.date(2021, 2, 28), reader=reader)

    on_it, other = Reader(officer.id, may_read_restricted=False), Reader(officer.id + 1, may_read_restricted=False)
    assert counted(on_it) == {JANUARY: 3, FEBRUARY: 1}
    assert counted(other) == {JANUARY: 2, FEBRUARY: 1}
    assert counted(Reader(other.colleague_id, may_read_restricted=True)) == {JANUARY: 3, FEBRUARY: 1}
    assert find_first_month(council.id, reader=on_it) == dt.date(2020, 12, 1)
    assert find_first_month(council.id, reader=other) == JANUARY
    assert find_first_month(make_organisation("Example Academy Trust").id, reader=on_it) is None
