"""What the form would be told of those named, on a day of its own."""

import datetime as dt
from contextlib import contextmanager

from sqlalchemy import event

from app.contacts.rules import ContactStatus
from app.contacts.visibility import Reader
from app.core.plain_dates import PlainDate
from app.database import db
from app.entry.details import ParticipantKind, ParticipantRef
from app.entry.warnings import find_warnings
from tests.factories.entry import ref

DAY = dt.date(2021, 3, 5)
TODAY = dt.date(2021, 4, 1)


def warn(me, *who, date=DAY, status=ContactStatus.HELD, **more):
    refs = [one if isinstance(one, ParticipantRef) else ref(one) for one in who]
    plain = date if isinstance(date, PlainDate) else PlainDate(date)
    return find_warnings(date=plain, status=status, refs=refs, reader=Reader(me.id, False), today=TODAY, **more)


def chosen(appointment):
    return ParticipantRef(ParticipantKind.APPOINTMENT, appointment.id)


@contextmanager
def counted():
    """The statements run meanwhile."""
    statements = []
    count = lambda *arguments: statements.append(" ".join(arguments[2].split()))  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", count)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", count)
