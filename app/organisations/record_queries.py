"""One organisation for reading, in plain values: no objects are made of what is only shown."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import BindParameter, Date, Select, bindparam, cast, literal, null, select, union_all

from app.accounts.models import Colleague
from app.core.errors import NotFound
from app.database import db
from app.organisations.matter_queries import next_review_of
from app.organisations.models import Organisation, OrganisationAlias, OrganisationSuccession, Sector
from app.organisations.rules import OrganisationStatus, PartnerGroup, Stage

RELATED_LIMIT = 500

_TABLE = Organisation.__table__
_ORGANISATION = _TABLE.c
_PARENT = Organisation.__table__.alias("parent")
_SECTOR = Sector.__table__
_OWNER = Colleague.__table__
_ALIAS = OrganisationAlias.__table__.c
_SUCCESSION = OrganisationSuccession.__table__.c
_ID: BindParameter[int] = bindparam("organisation_id")


class OrganisationRecord(NamedTuple):
    """An organisation with the names of its sector, of the body above it and of its relationship owner."""

    id: int
    name: str
    abbreviation: str
    partner_group: PartnerGroup
    stage: Stage
    status: OrganisationStatus
    closed_on: dt.date | None
    website: str
    is_sector_leader: bool
    notes: str
    is_own: bool
    is_sample: bool
    source: str
    archived_at: dt.datetime | None
    archived_reason: str
    parent_id: int | None
    parent_name: str | None
    sector_name: str | None
    owner_name: str | None
    next_review_on: dt.date | None  # of the open regulatory matters; None without one


# Written once, since building them took longer than running them; the columns are in the order of the record.
_RECORD = (
    select(
        *(_ORGANISATION[name] for name in OrganisationRecord._fields[:-4]),
        _PARENT.c.name,
        _SECTOR.c.name,
        _OWNER.c.name,
        next_review_of(_ORGANISATION.id),
    )
    .select_from(_TABLE)
    .outerjoin(_PARENT, _PARENT.c.id == _ORGANISATION.parent_id)
    .outerjoin(_SECTOR, _SECTOR.c.id == _ORGANISATION.sector_id)
    .outerjoin(_OWNER, _OWNER.c.id == _ORGANISATION.relationship_owner_id)
    .where(_ORGANISATION.id == _ID)
)


def read_organisation(organisation_id: int) -> OrganisationRecord:
    """Raises NotFound."""
    row = db.session.execute(_RECORD, {"organisation_id": organisation_id}).first()
    if row is None:
        raise NotFound
    return OrganisationRecord._make(row)


class RelatedOrganisation(NamedTuple):
    id: int
    name: str
    closed_on: dt.date | None


@dataclass(frozen=True)
class RelatedNames:
    """The other names of an organisation, and the bodies directly under, before and after it, each by name."""

    aliases: Sequence[str]
    bodies: Sequence[RelatedOrganisation]
    before_it: Sequence[RelatedOrganisation]
    after_it: Sequence[RelatedOrganisation]


def _listed(which: str) -> Select[*tuple[object, ...]]:
    return select(
        literal(which).label("list"),
        _ORGANISATION.id.label("id"),
        _ORGANISATION.name.label("name"),
        _ORGANISATION.closed_on.label("closed_on"),
        _ORGANISATION.match_key.label("place"),
    )


_ALIASES = select(literal("alias"), _ALIAS.id, _ALIAS.name, cast(null(), Date), _ALIAS.name).where(
    _ALIAS.organisation_id == _ID
)
# Not the bare key, or both databases would walk every name there is for the few bodies under this one.
_UNDER_IT = (
    _listed("under")
    .where(_ORGANISATION.parent_id == _ID, _ORGANISATION.archived_at.is_(None))
    .order_by(_ORGANISATION.match_key.concat(""), _ORGANISATION.id)
    .limit(bindparam("bodies"))
    .subquery()
)
_BEFORE_IT = (
    _listed("before")
    .join_from(_TABLE, OrganisationSuccession.__table__, _SUCCESSION.predecessor_id == _ORGANISATION.id)
    .where(_SUCCESSION.successor_id == _ID)
)
_AFTER_IT = (
    _listed("after")
    .join_from(_TABLE, OrganisationSuccession.__table__, _SUCCESSION.successor_id == _ORGANISATION.id)
    .where(_SUCCESSION.predecessor_id == _ID)
)
_RELATED = (
    union_all(select(_UNDER_IT), _BEFORE_IT, _AFTER_IT, _ALIASES).order_by("list", "place", "id").limit(RELATED_LIMIT)
)


def list_related_names(organisation_id: int, *, bodies: int) -> RelatedNames:
    """So many of the bodies under it, and all else; what is archived is only left out of those under it."""
    found: dict[str, list[RelatedOrganisation]] = {"alias": [], "under": [], "before": [], "after": []}
    for which, *columns, _place in db.session.execute(_RELATED, {"organisation_id": organisation_id, "bodies": bodies}):
        found[which].append(RelatedOrganisation._make(columns))
    return RelatedNames([one.name for one in found["alias"]], found["under"], found["before"], found["after"])
