"""Barriers counted by nature, sector and quarter."""

import datetime as dt

from app.contacts.visibility import Reader
from app.organisations.models import Sector
from app.points.rules import BarrierNature, PointKind
from app.points.trends import count_by_quarter, count_by_sector, quarters_until
from tests.factories.contacts import make_contact
from tests.factories.partnership import added, make_point

ANYBODY = Reader(0, may_read_restricted=False)
EVERYTHING = Reader(0, may_read_restricted=True)
TODAY = dt.date(2021, 3, 5)


def barrier(day, nature=None, contact=None, **more):
    return make_point(contact=contact, raised_on=day, kind=PointKind.BARRIER, barrier_nature=nature, **more)


def test_quarters_follow_each_other_the_newest_first():
    quarters = quarters_until(TODAY, 5)
    assert [each.label for each in quarters] == [
        "January to March 2021",
        "October to December 2020",
        "July to September 2020",
        "April to June 2020",
        "January to March 2020",
    ]
    assert (quarters[0].last_day, quarters[4].first_day) == (dt.date(2021, 3, 31), dt.date(2020, 1, 1))


def test_each_barrier_is_counted_once_where_it_belongs_and_nothing_else_is(session):
    sector = added(Sector(key="example", name="Example sector"))
    barrier(dt.date(2021, 1, 1), BarrierNature.LEGAL, sector_id=sector.id)
    barrier(dt.date(2021, 3, 31), BarrierNature.LEGAL, sector_id=sector.id)
    barrier(dt.date(2020, 12, 31))
    barrier(dt.date(2019, 3, 31), BarrierNature.LEGAL)  # before the first of eight quarters
    make_point(raised_on=TODAY)
    secret = make_contact(date=TODAY, is_restricted=True)
    barrier(TODAY, BarrierNature.CULTURAL, secret)
    session.commit()
    quarters = quarters_until(TODAY)
    days = quarters[-1].first_day, quarters[0].last_day

    def counted(reader):
        return {each.label: natures for each, natures in count_by_quarter(quarters, reader=reader).items() if natures}

    legal, unknown = {BarrierNature.LEGAL: 2}, {None: 1}
    assert counted(ANYBODY) == {"January to March 2021": legal, "October to December 2020": unknown}
    assert count_by_sector(*days, reader=ANYBODY) == {sector.id: legal, None: unknown}
    cultural = {BarrierNature.CULTURAL: 1}
    assert counted(EVERYTHING) == {"January to March 2021": legal | cultural, "October to December 2020": unknown}
    assert count_by_sector(*days, reader=EVERYTHING) == {sector.id: legal, None: unknown | cultural}
