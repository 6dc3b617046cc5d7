"""Barriers that were raised before they had tallies are counted in their months."""

import datetime as dt

from flask import Flask

from app.contacts.visibility import Reader
from app.database import db
from app.organisations.models import Sector
from app.points.rules import BarrierNature, PointKind
from app.points.trends import count_by_month, count_by_sector
from tests.factories.contacts import make_contact, make_plain_colleague
from tests.factories.partnership import added, make_point
from tests.support.migrations import go_back_and_on

BEFORE = "history_files"
DAY = dt.date(2021, 7, 31)
DAYS = dt.date(2021, 1, 1), dt.date(2021, 12, 31)


def test_they_are_counted(app: Flask) -> None:
    sector_id, officer_id = added(Sector(name="Example sector")).id, make_plain_colleague().id
    secret = make_contact(date=DAY, is_restricted=True)
    make_point(contact=make_contact(date=DAY), kind=PointKind.BARRIER, sector_id=sector_id)
    make_point(contact=secret, kind=PointKind.BARRIER, barrier_nature=BarrierNature.LEGAL)
    make_point(raised_on=dt.date(2021, 8, 1), kind=PointKind.BARRIER, sector_id=sector_id)
    db.session.commit()
    go_back_and_on(app, BEFORE)
    officer = Reader(officer_id, may_read_restricted=False)
    in_the_open = {(sector_id, dt.date(2021, 7, 1)): 1, (sector_id, dt.date(2021, 8, 1)): 1}
    assert count_by_month(*DAYS, reader=officer) == in_the_open
    manager = Reader(officer_id, may_read_restricted=True)
    assert count_by_month(*DAYS, reader=manager) == in_the_open | {(None, dt.date(2021, 7, 1)): 1}
    assert count_by_sector(*DAYS, reader=manager)[None] == {BarrierNature.LEGAL: 1}
