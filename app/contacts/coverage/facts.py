"""What of a contact decides in which cells of the matrix it counts."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

from sqlalchemy import String, literal_column, select, union_all

from app.contacts.coverage.models import ANY_SIDE, ANY_STRAND, EVERYONE, PERMITTED
from app.contacts.coverage.rules import Side, SideKind, StrandKind
from app.contacts.models import Contact, ContactColleague, ContactCommitment, ContactOrganisation, ContactWorkstream
from app.contacts.rules import ContactStatus, Visibility
from app.organisations.models import Organisation
from app.organisations.rules import PartnerGroup
from app.prepared import PreparedSelect, number_parameters, numbered

Sides = frozenset[Side]
Cell = tuple[StrandKind, int, SideKind, str, int, dt.date]  # strand, side, reader and day

_ORGANISATION, _COLLEAGUE = "organisation", "colleague"
_LINKS = (
    (StrandKind.WORKSTREAM.value, ContactWorkstream.workstream_id),
    (StrandKind.COMMITMENT.value, ContactCommitment.commitment_id),
    (_ORGANISATION, ContactOrganisation.organisation_id),
    (_COLLEAGUE, ContactColleague.colleague_id),
)


@dataclass(frozen=True)
class Facts:
    """Of a contact that is held and not archived; no others count anywhere."""

    day: dt.date
    is_restricted: bool
    links: frozenset[tuple[str, int]]

    @property
    def organisation_ids(self) -> list[int]:
        return self._linked(_ORGANISATION)

    def cells(self, sides_of: Mapping[int, Sides]) -> Iterator[Cell]:
        """Each cell that it counts in, once; `sides_of` are those of each of its organisations."""
        sides = {Side(SideKind.ANY, ANY_SIDE)}.union(*(sides_of[number] for number in self.organisation_ids))
        readers = [PERMITTED, *self._linked(_COLLEAGUE)] if self.is_restricted else [EVERYONE]
        for kind in StrandKind:
            strands = self._linked(kind.value)
            for strand, side, reader in product([ANY_STRAND, *strands] if strands else (), sides, readers):
                yield kind, strand, side.kind, side.key, reader, self.day

    def _linked(self, what: str) -> list[int]:
        return [number for kind, number in self.links if kind == what]


def read_facts(contact_ids: Sequence[int]) -> dict[int, Facts]:
    """Of those of the contacts that count anywhere."""
    days: dict[int, tuple[dt.date, bool]] = {}
    links: dict[int, set[tuple[str, int]]] = {}
    for contact_id, day, visibility, what, number in _facts(len(contact_ids)).rows(**numbered(contact_ids)):
        days[contact_id] = as_day(day), visibility == Visibility.RESTRICTED
        links.setdefault(contact_id, set()).add((what, number))
    return {contact_id: Facts(*said, frozenset(links[contact_id])) for contact_id, said in days.items()}


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
                literal_column(f"'{what}'", String).label("what"),
                column.label("number"),
            ).where(column.class_.contact_id.in_(numbers))
            for what, column in _LINKS
        )
    ).subquery()
    columns: list[Any] = [Contact.id, Contact.date, Contact.visibility, links.c.what, links.c.number]
    facts = select(*columns).join(links, links.c.contact_id == Contact.id).where(Contact.id.in_(numbers))
    return PreparedSelect(facts.where(Contact.archived_at.is_(None), Contact.status == ContactStatus.HELD))


@lru_cache(maxsize=512)
def _organisations(count: int) -> PreparedSelect:
    row = Organisation.__table__.c
    return PreparedSelect(select(row.id, row.partner_group, row.sector_id).where(row.id.in_(number_parameters(count))))
