"""Sectors, the list that organisations are filed under."""

from typing import NamedTuple

from sqlalchemy import select

from app.managed_lists.queries import ManagedList
from app.organisations.models import Sector
from app.prepared import PreparedSelect

SECTORS = ManagedList(model=Sector, subject_kind="sector", noun="sector")

_SECTOR = Sector.__table__.c
_NAMES = PreparedSelect(
    select(_SECTOR.id, _SECTOR.name, _SECTOR.archived_at.is_not(None)).order_by(_SECTOR.position, _SECTOR.name)
)


class SectorName(NamedTuple):
    id: int
    name: str
    is_archived: bool


def list_sector_names() -> list[SectorName]:
    """All there are, in the order that administrators gave them: every contact form offers those in use."""
    return [SectorName._make(row) for row in _NAMES.rows()]
