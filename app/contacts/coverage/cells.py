"""In which cells of the matrix which contact counts: the one statement that every tally comes from.

A contact counts where it is held, not archived, linked to the strand, and with at least one organisation of the side;
in each cell once. The filters of the history find the same contacts.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    String,
    case,
    cast,
    func,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.contacts.coverage.models import ANY_SIDE, ANY_STRAND, EVERYONE, PERMITTED
from app.contacts.coverage.rules import Side, SideKind, StrandKind
from app.contacts.models import (
    Contact,
    ContactColleague,
    ContactCommitment,
    ContactOrganisation,
    ContactWorkstream,
)
from app.contacts.rules import ContactStatus, Visibility
from app.organisations.models import Organisation
from app.organisations.rules import PartnerGroup

Among = Callable[[ColumnElement[int]], ColumnElement[bool]]  # which contacts, said of any column of their numbers

COUNTS = (Contact.archived_at.is_(None), Contact.status == ContactStatus.HELD)
_STRANDS: dict[StrandKind, InstrumentedAttribute[int]] = {
    StrandKind.WORKSTREAM: ContactWorkstream.workstream_id,
    StrandKind.COMMITMENT: ContactCommitment.commitment_id,
}


def cells_by_day(among: Among, side: Side | None = None) -> Select[Any]:
    """Rows of strand kind, strand, side kind, side, reader, day and how many contacts; each cell of the days once.

    With `side`, all of the contacts are taken to be with it, and nothing else is counted.
    """
    strand, reader = _strands(among).subquery(), readers_of(among).subquery()
    sides = (sides_of(among) if side is None else _only(side, among)).subquery()
    cell = (strand.c.kind, strand.c.strand_id, sides.c.kind, sides.c.side, reader.c.reader_id, Contact.date)
    return (
        select(*cell, func.count())
        .select_from(Contact)
        .join(strand, strand.c.contact_id == Contact.id)
        .join(sides, sides.c.contact_id == Contact.id)
        .join(reader, reader.c.contact_id == Contact.id)
        .where(among(_id(Contact)), *COUNTS)
        .group_by(*cell)
    )


def cells_by_one_organisation(organisation_id: int, side: Side) -> Select[Any]:
    """The same rows of contacts that this organisation alone puts on a side, of which it is or may have been."""
    return cells_by_day(with_it_alone(organisation_id, side), side)


def with_it_alone(organisation_id: int, side: Side) -> Among:
    """The contacts that no other organisation puts on the side."""
    link, other = ContactOrganisation, aliased(ContactOrganisation)
    is_of_it = (
        Organisation.partner_group == PartnerGroup(side.key)
        if side.kind is SideKind.GROUP
        else Organisation.sector_id == int(side.key)
    )
    by_another = (
        select(other.contact_id)
        .join(Organisation, Organisation.id == other.organisation_id)
        .where(other.contact_id == link.contact_id, other.organisation_id != organisation_id, is_of_it)
        .exists()
    )
    alone = select(link.contact_id).where(link.organisation_id == organisation_id, ~by_another).cte()
    return lambda number: number.in_(select(alone.c.contact_id))


def _strands(among: Among) -> CompoundSelect[Any]:
    branches: list[Select[Any]] = []
    for kind, column in _STRANDS.items():
        link = column.class_
        rows = select(link.contact_id.label("contact_id"), _word(kind).label("kind"), column.label("strand_id")).where(
            among(link.contact_id)
        )
        any_of_them = select(link.contact_id, _word(kind), _number(ANY_STRAND)).where(among(link.contact_id)).distinct()
        branches += [rows, any_of_them]
    return union_all(*branches)


def sides_of(among: Among) -> CompoundSelect[Any]:
    """The groups and sectors of each contact's organisations, each once, and anybody."""
    group, sector = Organisation.__table__.c.partner_group, Organisation.__table__.c.sector_id
    link = ContactOrganisation
    linked = select(link.contact_id).join(Organisation, Organisation.id == link.organisation_id)
    linked = linked.where(among(_id(link))).distinct()
    groups = linked.with_only_columns(
        link.contact_id.label("contact_id"), _word(SideKind.GROUP).label("kind"), cast(group, String).label("side")
    )
    sectors = linked.with_only_columns(link.contact_id, _word(SideKind.SECTOR), cast(sector, String))
    return union_all(groups, sectors.where(sector.is_not(None)), _only(Side(SideKind.ANY, ANY_SIDE), among))


def _only(side: Side, among: Among) -> Select[Any]:
    columns: list[Any] = [Contact.id.label("contact_id"), _word(side.kind).label("kind"), _word(side.key).label("side")]
    return select(*columns).where(among(_id(Contact)))


def readers_of(among: Among) -> CompoundSelect[Any]:
    """Under which numbers each contact counts, for those who may read it."""
    is_restricted = Contact.visibility == Visibility.RESTRICTED
    permitted = case((is_restricted, PERMITTED), else_=EVERYONE)
    of_all = select(Contact.id.label("contact_id"), permitted.label("reader_id")).where(among(_id(Contact)))
    on_it = (
        select(ContactColleague.contact_id, ContactColleague.colleague_id)
        .join(Contact, Contact.id == ContactColleague.contact_id)
        .where(among(_id(ContactColleague)), is_restricted)
    )
    return union_all(of_all, on_it)


def _id(model: Any) -> ColumnElement[int]:
    columns = model.__table__.c
    number: ColumnElement[int] = columns.id if model is Contact else columns.contact_id
    return number


def _word(word: str) -> ColumnElement[str]:
    return literal_column(f"'{word}'", String)


def _number(number: int) -> ColumnElement[int]:
    return literal_column(str(number), Integer)
