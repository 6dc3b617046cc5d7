"""Where which contacts count in their months, in statements over many of them."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Select, String, case, cast, func, literal_column, select, true

from app.contacts.coverage.cells import COUNTS, Among, readers_of, sides_of, with_it_alone
from app.contacts.coverage.models import EVERYONE
from app.contacts.coverage.rules import Side
from app.contacts.models import Contact, ContactColleague, ContactOrganisation, ContactWorkstream
from app.contacts.months.counted import BY_OF_SIDE
from app.contacts.months.models import ANY_TEAM, EITHER, By
from app.contacts.rules import Visibility
from app.contacts.timeliness import MOST_DAYS, Logged
from app.core.clock import OFFICE_ZONE
from app.core.plain_dates import DatePrecision

_CONTACT = Contact.__table__.c


def months_by_one_organisation(organisation_id: int, side: Side, dialect: str) -> Select[Any]:
    """Rows of by, team, reader, month, key and number: of contacts that this organisation alone puts on a side."""
    by, among = BY_OF_SIDE[side.kind], with_it_alone(organisation_id, side)
    teams = select(_CONTACT.id.label("contact_id"), _number(ANY_TEAM).label("team_id")).where(among(_CONTACT.id))
    own = select(_CONTACT.id, _CONTACT.team_id).where(among(_CONTACT.id), _CONTACT.team_id.is_not(None))
    team = teams.union_all(own).subquery()
    rows = _counted(dialect, by, _word(side.key), team.c.team_id, among)
    return rows.join(team, team.c.contact_id == _CONTACT.id)


def months_of_all(dialect: str) -> Iterator[Select[Any]]:
    """The same rows of all contacts, a statement at a time."""
    for by, key, link, number in _tallied(dialect):
        for team in [_number(ANY_TEAM)] if by is By.TEAM else [_number(ANY_TEAM), _CONTACT.team_id]:
            rows = _counted(dialect, by, key, team, number=number).where(key.is_not(None), team.is_not(None))
            yield rows if link is None else rows.join(link, link.c.contact_id == _CONTACT.id)


def organisation_months(dialect: str) -> Select[Any]:
    """Rows of organisation, reader, month and contacts."""
    readers = _readers_of_organisations().subquery()
    link = ContactOrganisation.__table__.c
    cell = link.organisation_id, readers.c.reader_id, _month(dialect)
    rows = select(*cell, func.count()).select_from(Contact)
    rows = rows.join(ContactOrganisation, link.contact_id == _CONTACT.id)
    return rows.join(readers, readers.c.contact_id == _CONTACT.id).where(*COUNTS).group_by(*cell)


def _tallied(dialect: str) -> Iterator[tuple[By, ColumnElement[Any], Any, ColumnElement[int]]]:
    """By what, its key, the table that has it where the contact itself does not, and what is added up."""
    one, days = func.count(), func.sum(_days(dialect))
    for by, key in ((By.TOTAL, _word("")), (By.KIND, _CONTACT.kind), (By.CAPACITY, _CONTACT.capacity)):
        yield by, key, None, one
    yield By.TEAM, cast(_CONTACT.team_id, String), None, one
    yield By.LOGGED, _logged(dialect), None, one
    yield By.DAYS, case((_days(dialect) > 0, _word("")), else_=None), None, days
    sides = sides_of(lambda _number: true()).subquery()
    for kind, by in BY_OF_SIDE.items():
        of_kind = select(sides.c.contact_id, sides.c.side).where(sides.c.kind == _word(kind)).subquery()
        yield by, of_kind.c.side, of_kind, one
    strands, ours = ContactWorkstream.__table__, ContactColleague.__table__
    there = select(ours.c.contact_id, ours.c.colleague_id).where(ours.c.took_part).subquery()
    yield By.WORKSTREAM, cast(strands.c.workstream_id, String), strands, one
    yield By.COLLEAGUE, cast(there.c.colleague_id, String), there, one


def _counted(
    dialect: str,
    by: By,
    key: ColumnElement[Any],
    team: ColumnElement[Any],
    among: Among | None = None,
    number: ColumnElement[int] | None = None,
) -> Select[Any]:
    among = among or (lambda _number: true())
    reader, month = readers_of(among).subquery(), _month(dialect)
    rows = select(_word(by), team, reader.c.reader_id, month, key, func.count() if number is None else number)
    rows = rows.select_from(Contact).join(reader, reader.c.contact_id == _CONTACT.id).where(*COUNTS, among(_CONTACT.id))
    told = [column for column in (team, key) if not _is_constant(column)]
    return rows.group_by(reader.c.reader_id, month, *told)


def _readers_of_organisations() -> Any:
    is_restricted, number = _CONTACT.visibility == Visibility.RESTRICTED, _CONTACT.id.label("contact_id")
    either = select(number, _number(EITHER).label("reader_id"))
    everyone = select(number, _number(EVERYONE)).where(~is_restricted)
    link = ContactColleague.__table__.c
    on_it = select(link.contact_id, link.colleague_id).join(Contact, link.contact_id == _CONTACT.id)
    return either.union_all(everyone, on_it.where(is_restricted))


def _month(dialect: str) -> ColumnElement[Any]:
    if dialect == "postgresql":
        return cast(func.date_trunc("month", _CONTACT.date), Date)
    return func.date(_CONTACT.date, "start of month")


def _days(dialect: str) -> ColumnElement[Any]:
    """From the contact's date to the day of its logging, where it is known to the day and not before it."""
    days: ColumnElement[Any]
    if dialect == "postgresql":
        on = cast(func.timezone(literal_column(f"'{OFFICE_ZONE.key}'"), _CONTACT.created_at), Date)
        days = on.op("-", return_type=Integer())(_CONTACT.date)
    else:
        days = cast(func.julianday(func.office_day(_CONTACT.created_at)) - func.julianday(_CONTACT.date), Integer)
    return case((_CONTACT.date_precision == DatePrecision.DAY, days), else_=None)


def _logged(dialect: str) -> ColumnElement[Any]:
    days = _days(dialect)
    said = [(days <= most, _word(word)) for word, most in MOST_DAYS]
    ahead = ((days.is_(None), _word(Logged.UNKNOWN)), (days < 0, _word(Logged.AHEAD)))
    return case(*ahead, *said, else_=_word(Logged.LATER))


def _is_constant(column: ColumnElement[Any]) -> bool:
    return bool(getattr(column, "is_literal", False))


def _word(word: str) -> ColumnElement[str]:
    return literal_column(f"'{word}'", String)


def _number(number: int) -> ColumnElement[int]:
    return literal_column(str(number), Integer)
