"""The pipeline of the partnership: how many organisations stand at which stage, and who moved there last.

What is told of contacts is what the reader may read, and no restricted one shows through a date or an order.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, func, select, union_all

from app.accounts.models import Colleague
from app.contacts.models import Contact, ContactOrganisation
from app.contacts.rules import ContactStatus, sort_key_floor
from app.contacts.visibility import Reader, listed_for
from app.core.plain_dates import DatePrecision, PlainDate
from app.database import db
from app.organisations.models import Organisation, Sector
from app.organisations.rules import PartnerGroup, Stage

LISTED_EACH = 8  # of each stage, on the board
QUIET_AFTER_DAYS = 180
QUIET_LOOKED_AT = 1000  # at each of the two stages, those that have been there longest
QUIET_FOUND = 50  # of these
INVOLVED = (Stage.ENGAGED, Stage.PARTNER)
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class BoardFilters:
    """Which organisations the board shows."""

    partner_group: PartnerGroup | None = None
    leaders_only: bool = False

    def conditions(self) -> list[ColumnElement[bool]]:
        """Those that are in the directory still."""
        conditions: list[ColumnElement[bool]] = [Organisation.archived_at.is_(None)]
        if self.partner_group is not None:
            conditions.append(Organisation.partner_group == self.partner_group)
        if self.leaders_only:
            conditions.append(Organisation.is_sector_leader.is_(True))
        return conditions


@dataclass(frozen=True)
class LastContact:
    """The last one held that the reader may read."""

    contact_id: int
    date: PlainDate


class Standing(NamedTuple):
    """An organisation and where it stands; since is the day of its last move, if one is recorded."""

    id: int
    name: str
    partner_group: PartnerGroup
    sector: str | None
    stage: Stage
    since: dt.date | None
    is_sector_leader: bool
    is_sample: bool
    owner: str | None
    last_contact: LastContact | None


def count_by_stage(filters: BoardFilters) -> Mapping[tuple[PartnerGroup, Stage], int]:
    """How many organisations of each partner group stand at each stage; none is not among them."""
    columns = (Organisation.stage, Organisation.partner_group)
    query = select(*columns, func.count()).where(*filters.conditions()).group_by(*columns)
    return {(group, stage): count for stage, group, count in db.session.execute(query)}


def list_newest_moves(filters: BoardFilters, *, each: int = LISTED_EACH) -> Mapping[Stage, Sequence[int]]:
    """The organisations that came to each stage last, newest first, by number."""
    branches = [
        select(Organisation.id, Organisation.stage, Organisation.stage_since)
        .where(Organisation.stage == stage, Organisation.stage_since.is_not(None), *filters.conditions())
        .order_by(Organisation.stage_since.desc(), Organisation.id.desc())
        .limit(each)
        .subquery()
        for stage in Stage
    ]
    found: dict[Stage, list[int]] = defaultdict(list)
    rows = db.session.execute(union_all(*(select(branch) for branch in branches))).all()
    for organisation_id, stage, _since in sorted(rows, key=lambda row: (row[2], row[0]), reverse=True):
        found[stage].append(organisation_id)
    return found


def list_quiet(filters: BoardFilters, *, reader: Reader, today: dt.date) -> Sequence[int]:
    """Those engaged or partner without a contact for QUIET_AFTER_DAYS, the quietest first; some of them if many.

    Looked for among the QUIET_LOOKED_AT that have been longest at each stage, and no more than QUIET_FOUND of these.
    """
    last = last_key(reader, before=today + ONE_DAY)
    quiet_below = sort_key_floor(today - dt.timedelta(days=QUIET_AFTER_DAYS))
    branches = []
    for stage in INVOLVED:
        standing = (
            select(Organisation.id, Organisation.stage_since, func.coalesce(last, 0).label("last"))
            .where(Organisation.stage == stage, Organisation.is_own.is_(False), *filters.conditions())
            .order_by(Organisation.stage_since, Organisation.id)
            .limit(QUIET_LOOKED_AT)
            .subquery()
        )
        quiet = select(standing.c.id, standing.c.last).where(standing.c.last < quiet_below)
        branches.append(quiet.order_by(standing.c.stage_since, standing.c.id).limit(QUIET_FOUND).subquery())
    rows = db.session.execute(union_all(*(select(branch) for branch in branches))).all()
    return [organisation_id for organisation_id, _ in sorted(rows, key=lambda row: (row[1], row[0]))]


def describe_standings(ids: Iterable[int], *, reader: Reader, today: dt.date) -> Mapping[int, Standing]:
    """All that the board tells of these organisations, by number."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    query = (
        select(
            Organisation.id,
            Organisation.name,
            Organisation.partner_group,
            Sector.name,
            Organisation.stage,
            Organisation.stage_since,
            Organisation.is_sector_leader,
            Organisation.is_sample,
            Colleague.name,
            last_key(reader, before=today + ONE_DAY),
        )
        .outerjoin(Sector, Sector.id == Organisation.sector_id)
        .outerjoin(Colleague, Colleague.id == Organisation.relationship_owner_id)
        .where(Organisation.id.in_(wanted))
    )
    rows: list[Any] = list(db.session.execute(query))
    contacts = _contacts_by_key([key for *_, key in rows if key is not None])
    return {row[0]: Standing._make([*row[:-1], contacts.get(row[-1])]) for row in rows}


def last_key(reader: Reader, *, before: dt.date) -> ScalarSelect[int]:
    """The sort key of the last contact that was held with the Organisation around it: a look at the end of an index."""
    link = ContactOrganisation.__table__.c
    return (
        select(link.sort_key)
        .join_from(ContactOrganisation.__table__, Contact.__table__, Contact.id == link.contact_id)
        .where(
            link.organisation_id == Organisation.id,
            link.sort_key < sort_key_floor(before),
            Contact.status == ContactStatus.HELD,
            listed_for(reader),
        )
        .order_by(link.sort_key.desc())
        .limit(1)
        .correlate(Organisation)
        .scalar_subquery()
    )


def _contacts_by_key(keys: Sequence[int]) -> dict[int, LastContact]:
    if not keys:
        return {}
    query = select(Contact.sort_key, Contact.id, Contact.date, Contact.date_precision).where(Contact.sort_key.in_(keys))
    return {
        key: LastContact(contact_id, PlainDate(date, DatePrecision(precision)))
        for key, contact_id, date, precision in db.session.execute(query)
    }
