"""The coverage matrix: strands of the programme by sides of the partnership, exact for the reader and the period."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.contacts.coverage.models import ANY_SIDE, ANY_STRAND
from app.contacts.coverage.rules import Side, SideKind, StrandKind
from app.contacts.visibility import Reader
from app.managed_lists.queries import list_words
from app.organisations.rules import PartnerGroup
from app.organisations.sectors import SECTORS
from app.partnership.coverage_cells import CellKey, Counted, count_cells
from app.partnership.strands import Strand, list_strands

NOTHING = Counted(0, None)


class Columns(StrEnum):
    """What the columns of the matrix are."""

    GROUPS_AND_SECTORS = "groups_and_sectors"
    GROUPS = "groups"
    SECTORS = "sectors"

    @property
    def sides(self) -> tuple[SideKind, ...]:
        """What is counted for them, anybody included."""
        if self is Columns.GROUPS_AND_SECTORS:
            return tuple(SideKind)
        return SideKind.ANY, SideKind.GROUP if self is Columns.GROUPS else SideKind.SECTOR


@dataclass(frozen=True)
class Column:
    """A side of the partnership, with its name."""

    side: Side
    label: str


ANYBODY = Side(SideKind.ANY, ANY_SIDE)


@dataclass(frozen=True)
class Coverage:
    """A page of the matrix. Its totals count each contact once, those of strands on other pages too."""

    columns: Sequence[Column]
    strands: Sequence[Strand]
    next_after: int | None  # the strand to continue after, where there are more
    cells: dict[CellKey, Counted]

    def cell(self, strand: Strand, side: Side) -> Counted:
        return self.cells.get((strand.id, side), NOTHING)

    def total(self, side: Side) -> Counted:
        """Of contacts with any strand of the kind."""
        return self.cells.get((ANY_STRAND, side), NOTHING)


def read_coverage(
    kind: StrandKind, columns: Columns, *, first: dt.date, last: dt.date, reader: Reader, after: int | None = None
) -> Coverage:
    """The contacts held from one day to another, both included, that the reader may read.

    A strand that is over, and a sector that is archived, are there if they had contacts.
    """
    cells = count_cells(kind, columns.sides, first=first, last=last, reader=reader)
    strands, next_after = list_strands(kind, counted={strand_id for strand_id, _side in cells}, after=after)
    shown, archived = _columns(columns)
    shown += [column for column in archived if (ANY_STRAND, column.side) in cells]
    return Coverage(shown, strands, next_after, cells)


def _columns(columns: Columns) -> tuple[list[Column], list[Column]]:
    """Those to show, and those of archived sectors."""
    shown: list[Column] = []
    archived: list[Column] = []
    if columns is not Columns.SECTORS:
        shown += [Column(Side(SideKind.GROUP, group.value), group.label) for group in PartnerGroup]
    if columns is not Columns.GROUPS:
        for word in list_words(SECTORS, with_archived=True):
            column = Column(Side(SideKind.SECTOR, str(word.id)), word.name)
            (shown if word.archived_at is None else archived).append(column)
    return shown, archived
