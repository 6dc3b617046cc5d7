"""The matrix as its page shows it: each cell with its figures, what they mean, and the history behind them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from app.contacts.coverage.rules import SideKind, StrandKind, is_quiet, shade_bounds
from app.contacts.rules import ContactStatus
from app.core.plain_dates import PlainDate, format_plain_date
from app.partnership.coverage import ANYBODY, Column, Coverage
from app.partnership.coverage_cells import Counted
from app.partnership.strands import Strand
from app.programme.rules import SEEKING_A_LEAD, WorkstreamStatus

MOST_BESIDE_EACH_OTHER = 14  # columns on a wide screen or on paper
DAYS_OF_A_YEAR = 365
ALL = "All"
CELL = "app-matrix__cell"


@dataclass(frozen=True)
class Asked:
    """What the page was asked for."""

    kind: StrandKind
    first: dt.date
    last: dt.date
    quiet_after: int
    today: dt.date

    @property
    def words(self) -> str:
        """'from 1 September 2020 to 5 March 2021'."""
        first, last = (format_plain_date(PlainDate(day)) for day in (self.first, self.last))
        return f"from {first} to {last}"

    def is_quiet(self, last_on: dt.date | None) -> bool:
        return is_quiet(last_on, as_of=min(self.last, self.today), after_days=self.quiet_after)

    def short(self, day: dt.date | None) -> str:
        """'25 Feb', with its year where that could be another one than the last of the period."""
        words = format_plain_date(PlainDate(day), style="short") if day else ""
        return words if day and (self.last - day).days >= DAYS_OF_A_YEAR else words.rpartition(" ")[0]


@dataclass(frozen=True)
class Heading:
    """A column: a partner group or a sector, and the organisations of it."""

    label: str
    url: str
    is_sector: bool


@dataclass(frozen=True, slots=True)
class CellShown:
    """The figures of a cell, what marks it, and the history behind it."""

    label: str
    contacts: str
    last: str  # its last contact's day, or that it is a gap
    url: str = ""
    marks: str = ""
    is_gap: bool = False
    is_quiet: bool = False


@dataclass(frozen=True)
class RowShown:
    strand: Strand
    url: str
    seeking: str
    under: str
    cells: Sequence[CellShown]


class Matrix:
    """The table, and what its legend says of it."""

    def __init__(self, asked: Asked, coverage: Coverage) -> None:
        self._asked, self._coverage = asked, coverage
        self._bounds = shade_bounds(self._most())
        self._history = url_for("contacts.history")
        self.headings = [_heading(column) for column in coverage.columns]
        self.rows = [self._row(strand) for strand in coverage.strands]
        self.totals = [
            CellShown(label, f"{total.contacts:,}", asked.short(total.last_on))
            for label, total in (
                (ALL, coverage.total(ANYBODY)),
                *((column.label, coverage.total(column.side)) for column in coverage.columns),
            )
        ]
        self.gaps = sum(cell.is_gap for row in self.rows for cell in row.cells)
        self.quiet = sum(cell.is_quiet for row in self.rows for cell in row.cells)

    @property
    def spans(self) -> list[tuple[str, int]]:
        """What stands over the columns, and over how many."""
        sectors = sum(heading.is_sector for heading in self.headings)
        spans = [("Partner group", len(self.headings) - sectors), ("Sector, in whichever partner group", sectors)]
        return [span for span in spans if span[1]]

    @property
    def is_wide(self) -> bool:
        return len(self.headings) > MOST_BESIDE_EACH_OTHER

    @property
    def shades(self) -> str:
        """'1 to 5, 6 to 10, 11 or more'."""
        low, middle = self._bounds
        return f"{_span(1, low)}, {_span(low + 1, middle)}, {middle + 1:,} or more"

    def _most(self) -> int:
        coverage = self._coverage
        cells = (coverage.cell(strand, column.side) for strand in coverage.strands for column in coverage.columns)
        return max((cell.contacts for cell in cells), default=0)

    def _row(self, strand: Strand) -> RowShown:
        asked, coverage = self._asked, self._coverage
        days = f"from={asked.first}&to={asked.last}"
        history = f"{self._history}?{asked.kind}={strand.id}&{days}&status={ContactStatus.HELD}"
        of_all = coverage.cell(strand, ANYBODY)
        return RowShown(
            strand=strand,
            url=_page_of(asked.kind, strand),
            seeking=SEEKING_A_LEAD if asked.kind is StrandKind.WORKSTREAM and not strand.lead else "",
            under=_under(strand),
            cells=[
                CellShown(ALL, f"{of_all.contacts:,}", asked.short(of_all.last_on), history),
                *(self._cell(coverage.cell(strand, column.side), column, history) for column in coverage.columns),
            ],
        )

    def _cell(self, counted: Counted, column: Column, history: str) -> CellShown:
        """A cell of the matrix itself, which may be a gap or quiet."""
        low, middle = self._bounds
        url = f"{history}&{column.side.kind}={column.side.key}"
        if not counted.contacts:
            return CellShown(column.label, "0", "Gap", url, f"{CELL} {CELL}--gap", is_gap=True)
        is_quiet = self._asked.is_quiet(counted.last_on)
        shade = 1 + (counted.contacts > low) + (counted.contacts > middle)
        marks = f"{CELL} {CELL}--{shade} {CELL}--quiet" if is_quiet else f"{CELL} {CELL}--{shade}"
        last = self._asked.short(counted.last_on)
        return CellShown(column.label, f"{counted.contacts:,}", last, url, marks, is_quiet=is_quiet)


def _span(first: int, last: int) -> str:
    return f"{first:,}" if first == last else f"{first:,} to {last:,}"


def _heading(column: Column) -> Heading:
    of_it: dict[str, Any] = {column.side.kind: column.side.key}
    return Heading(column.label, url_for("organisations.index", **of_it), column.side.kind is SideKind.SECTOR)


def _page_of(kind: StrandKind, strand: Strand) -> str:
    if kind is StrandKind.WORKSTREAM:
        return url_for("workstreams.workstream", workstream_id=strand.id)
    return url_for("commitments.commitment", commitment_id=strand.id)


def _under(strand: Strand) -> str:
    """Who leads it, and where it stands unless it is simply under way."""
    lead = f"Led by {strand.lead}" if strand.lead else ""
    stands = "Archived" if strand.is_archived else strand.status.label
    return ", ".join(part for part in (lead, stands) if part and part != WorkstreamStatus.ACTIVE.label)
