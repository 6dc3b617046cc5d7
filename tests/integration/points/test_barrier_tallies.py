"""Every count of barriers is what plain Python counts in the points themselves, whatever was done to them before."""

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.contacts import services
from app.contacts.models import Contact
from app.contacts.rules import Visibility
from app.contacts.tallies.rebuilding import rebuild
from app.contacts.visibility import Reader
from app.database import db
from app.entry import undoing
from app.entry.details import ContactDetails, RaisedPoint
from app.entry.rewriting import Rewriting, hold_many, rewrite_many
from app.entry.services import revise_contact
from app.points.barriers.models import BarrierTally
from app.points.in_documents import DocumentPoint, add_point_of_document, change_point_of_document
from app.points.models import Point
from app.points.rules import BarrierNature, PointKind
from app.points.trends import Quarter, count_by_month, count_by_quarter, count_by_sector, quarters_until
from tests.support.eventful_record import EventfulRecord

FIRST, LAST = dt.date(2020, 7, 1), dt.date(2021, 6, 30)
QUARTERS = quarters_until(LAST, 4)


class RecordOfBarriers(EventfulRecord):
    """With points raised at its contacts and in documents, most of them barriers; and many contacts changed at once."""

    def _happen(self) -> None:
        actions = [super()._happen] * 6 + [self.add_in_document, self.change_in_document, self.rewrite_some]
        self.random.choice(actions)()
        db.session.commit()

    def revise(self) -> None:
        """Some of its points stay and say something else, others go, and new ones come."""
        if contact := self._one_of(is_archived=False):
            there = db.session.scalars(select(Point.id).where(Point.contact_id == contact.id).order_by(Point.id)).all()
            said = self._said()
            kept = [self._raised(number) for number in self._some(list(there), 0, len(there))]
            said = replace(said, points=[*kept, *said.points])
            revise_contact(contact=contact, version=contact.version, details=said, actor=self.manager)

    def rewrite_some(self) -> None:
        ids = [each.id for each in db.session.scalars(select(Contact).where(Contact.archived_at.is_(None)))]
        some = self._some(ids, 0, min(len(ids), 5))
        hold_many(some)
        visibility = self.random.choice(list(Visibility))
        rewrite_many({number: Rewriting(visibility=visibility) for number in some}, actor=self.manager)

    def add_in_document(self) -> None:
        add_point_of_document(details=self._in_document(), actor=self.manager)

    def change_in_document(self) -> None:
        found = db.session.scalars(select(Point).where(Point.contact_id.is_(None)).order_by(Point.id)).all()
        if found:
            point = self.random.choice(found)
            details = self._in_document()
            change_point_of_document(point=point, details=details, version=point.version, actor=self.manager)

    def _said(self) -> ContactDetails:
        return replace(super()._said(), points=[self._raised() for _ in range(self.random.randint(1, 3))])

    def _raised(self, number: int | None = None) -> RaisedPoint:
        kind, nature, sector_id = self._filed()
        return RaisedPoint(kind, "Fear of blame", id=number, barrier_nature=nature, sector_id=sector_id)

    def _in_document(self) -> DocumentPoint:
        kind, nature, sector_id = self._filed()
        day = self._some_date().date
        return DocumentPoint(kind, "Fear", "Example report", day, barrier_nature=nature, sector_id=sector_id)

    def _filed(self) -> tuple[PointKind, BarrierNature | None, int | None]:
        kind = self.random.choice([PointKind.BARRIER] * 3 + [PointKind.NEED])
        return kind, self.random.choice([None, *BarrierNature]), self.random.choice(self.sector_ids)


@pytest.fixture
def record(request, session, monkeypatch) -> RecordOfBarriers:
    eventful = RecordOfBarriers(request.param)
    monkeypatch.setattr(services, "utc_now", eventful.now)
    monkeypatch.setattr(undoing, "TIME_TO_UNDO", dt.timedelta.max)
    return eventful


def with_seeds(*seeds: tuple[int, str]):
    return pytest.mark.parametrize(("record", "database"), seeds, indirect=True)


def shown(point: Point, reader: Reader) -> bool:
    contact = point.contact
    if contact is None:
        return True
    is_on_it = any(link.colleague_id == reader.colleague_id for link in contact.colleague_links)
    is_read = contact.visibility is Visibility.OPEN or reader.may_read_restricted or is_on_it
    return is_read and contact.archived_at is None


def quarter_of(day: dt.date) -> Quarter:
    return next(each for each in QUARTERS if each.first_day <= day <= each.last_day)


def assert_exact(record: RecordOfBarriers) -> int:
    """Gives how many barriers there were to count."""
    db.session.expire_all()
    barriers, number = list(db.session.scalars(select(Point).where(Point.kind == PointKind.BARRIER))), 0
    for reader in record.readers:
        found = [point for point in barriers if shown(point, reader)]
        by_sector = count_by_sector(FIRST, LAST, reader=reader)
        told = {(sector, nature): n for sector, natures in by_sector.items() for nature, n in natures.items()}
        assert told == Counter((point.sector_id, point.barrier_nature) for point in found)
        by_quarter = count_by_quarter(QUARTERS, reader=reader)
        told = {(quarter, nature): n for quarter, natures in by_quarter.items() for nature, n in natures.items()}
        assert told == Counter((quarter_of(point.raised_on), point.barrier_nature) for point in found)
        by_month = Counter((point.sector_id, point.raised_on.replace(day=1)) for point in found)
        assert count_by_month(FIRST, LAST, reader=reader) == by_month
        midst = {key: n for key, n in by_month.items() if dt.date(2020, 12, 1) <= key[1] <= dt.date(2021, 1, 1)}
        assert count_by_month(dt.date(2020, 12, 9), dt.date(2021, 1, 2), reader=reader) == midst
        number += len(found)
    return number


def tallies() -> list[tuple]:
    rows = db.session.execute(select(BarrierTally.__table__).where(BarrierTally.number != 0))
    return sorted(tuple(row) for row in rows)


@with_seeds((31, "sqlite"), (32, "postgresql"))
def test_every_count_is_exact_for_each_reader_whatever_happened_and_so_is_counting_anew(record, session):
    counted = 0
    for _ in range(2):
        record.something_happens(20)
        counted += assert_exact(record)
    assert counted > 60  # so it was not all about nothing
    kept = tallies()
    rebuild(session.connection())
    assert tallies() == kept
    assert len({row[0] for row in kept}) > 2  # for everyone, the permitted and those on it
