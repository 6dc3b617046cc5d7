"""What of a contact decides where it counts."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, String, case, literal_column, select, union_all

from app.contacts.coverage.models import EVERYONE, PERMITTED
from app.contacts.coverage.rules import Side, SideKind, StrandKind
from app.contacts.models import Contact, ContactColleague, ContactCommitment, ContactOrganisation, ContactWorkstream
from app.contacts.rules import ContactStatus, Visibility
from app.contacts.timeliness import Logged, days_to_log, logged
from app.core.plain_dates import DatePrecision
from app.organisations.models import Organisation
from app.organisations.rules import PartnerGroup
from app.prepared import PreparedSelect, number_parameters, numbered

Sides = frozenset[Side]

# A colleague who took part, and one who is on the contact because they own a follow-up.
ORGANISATION, COLLEAGUE, ON_IT = "organisation", "colleague", "on_it"


def _word(word: str) -> ColumnElement[str]:
    return literal_column(f"'{word}'", String)


_LINKS = (
    (_word(StrandKind.WORKSTREAM), ContactWorkstream.workstream_id),
    (_word(StrandKind.COMMITMENT), ContactCommitment.commitment_id),
    (_word(ORGANISATION), ContactOrganisation.organisation_id),
    (case((ContactColleague.took_part, _word(COLLEAGUE)), else_=_word(ON_IT)), ContactColleague.colleague_id),
)


@dataclass(frozen=True)
class Facts:
    """Of a contact that is held and not archived; no others count anywhere."""

    day: dt.date
    is_restricted: bool
    kind: str
    capacity: str | None
    team_id: int | None
    logged: Logged
    days_to_log: int
    links: frozenset[tuple[str, int]] = frozenset()

    @property
    def organisation_ids(self) -> list[int]:
        return self.linked(ORGANISATION)

    @property
    def colleagues_on_it(self) -> list[int]:
        """Those who may read it where it is restricted, whether they took part or not."""
        return [*self.linked(COLLEAGUE), *self.linked(ON_IT)]

    @property
    def readers(self) -> list[int]:
        """Under which numbers it counts, for those who may read it; none of them may count it twice."""
        return [PERMITTED, *self.colleagues_on_it] if self.is_restricted else [EVERYONE]

    def sides(self, sides_of: Mapping[int, Sides]) -> frozenset[Side]:
        """The groups and sectors of its organisations, each once."""
        return frozenset().union(*(sides_of[number] for number in self.organisation_ids))

    def linked(self, what: str) -> list[int]:
        return [number for kind, number in self.links if kind == what]


def read_facts(contact_ids: Sequence[int]) -> dict[int, Facts]:
    """Of those of the contacts that count anywhere."""
    said: dict[int, tuple[Any, ...]] = {}
    links: dict[int, set[tuple[str, int]]] = {}
    for contact_id, *own, what, number in _facts(len(contact_ids)).rows(**numbered(contact_ids)):
        said[contact_id] = tuple(own)
        links.setdefault(contact_id, set()).update([(what, number)] if what else [])
    return {contact_id: _of_contact(own, links[contact_id]) for contact_id, own in said.items()}


def read_sides(organisation_ids: Sequence[int]) -> dict[int, Sides]:
    """The sides that organisations are of, as the database has it, not as the session may remember it."""
    rows = _organisations(len(organisation_ids)).rows(**numbered(organisation_ids)) if organisation_ids else []
    return {number: _sides(PartnerGroup(group), sector_id) for number, group, sector_id in rows}


def sides_of(organisation: Organisation) -> Sides:
    """The sides that an organisation is of."""
    return _sides(organisation.partner_group, organisation.sector_id)


def as_day(value: dt.date | str) -> dt.date:
    """A date as the driver gives it."""
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def _as_moment(value: dt.datetime | str) -> dt.datetime:
    return dt.datetime.fromisoformat(value).replace(tzinfo=dt.UTC) if isinstance(value, str) else value


def _of_contact(own: tuple[Any, ...], links: set[tuple[str, int]]) -> Facts:
    date, precision, logged_at, visibility, kind, capacity, team_id = own
    day, moment = as_day(date), _as_moment(logged_at)
    when = logged(day, DatePrecision(precision), moment)
    days = days_to_log(day, moment) if when.is_measured else 0
    is_restricted = visibility == Visibility.RESTRICTED
    return Facts(day, is_restricted, kind, capacity, team_id, when, days, frozenset(links))


def _sides(group: PartnerGroup, sector_id: int | None) -> Sides:
    side = Side(SideKind.GROUP, group.value)
    return frozenset({side} if sector_id is None else {side, Side(SideKind.SECTOR, str(sector_id))})


@lru_cache(maxsize=512)
def _facts(count: int) -> PreparedSelect:
    numbers = number_parameters(count)
    links = union_all(
        *(
            select(
                column.class_.contact_id.label("contact_id"),
                what.label("what"),
                column.label("number"),
            ).where(column.class_.contact_id.in_(numbers))
            for what, column in _LINKS
        )
    ).subquery()
    row = Contact.__table__.c
    own = row.id, row.date, row.date_precision, row.created_at, row.visibility, row.kind, row.capacity, row.team_id
    facts = select(*own, links.c.what, links.c.number).outerjoin(links, links.c.contact_id == row.id)
    return PreparedSelect(facts.where(row.id.in_(numbers), row.archived_at.is_(None), row.status == ContactStatus.HELD))


@lru_cache(maxsize=512)
def _organisations(count: int) -> PreparedSelect:
    row = Organisation.__table__.c
    return PreparedSelect(select(row.id, row.partner_group, row.sector_id).where(row.id.in_(number_parameters(count))))
