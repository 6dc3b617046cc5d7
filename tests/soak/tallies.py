"""Whether every tally is what counting anew makes of it."""

from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.contacts.coverage.models import CoverageTally
from app.contacts.months.models import MonthTally, OrganisationMonth
from app.contacts.tallies.rebuilding import rebuild
from app.database import db
from app.points.barriers.models import BarrierTally
from tests.bench.stored.application import application

NUMBERS = (CoverageTally.contacts, MonthTally.number, OrganisationMonth.contacts, BarrierTally.number)


def tallies_that_disagree(database_url: str, folder: Path) -> list[str]:
    """Every one, in words. The record is left as it is."""
    with application(database_url, folder):
        kept = every_tally()
        rebuild(db.session.connection())
        anew = every_tally()
        db.session.rollback()
        return [f"{table}: {row}" for table in kept for row in kept[table] ^ anew[table]]


def every_tally() -> dict[str, set[tuple[Any, ...]]]:
    """Of each table, every tally that counts anything."""
    return {
        number.class_.__tablename__: {
            tuple(row) for row in db.session.execute(select(number.class_.__table__).where(number != 0))
        }
        for number in NUMBERS
    }
