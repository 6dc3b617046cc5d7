"""The board of stages as its page shows it. A number opens its list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from app.organisations.rules import PartnerGroup, Stage
from app.partnership.stages.board import INVOLVED, QUIET_LOOKED_AT, BoardFilters, Standing
from app.partnership.stages.proposals import Grounds, reasons_in_words

QUIET_SHOWN = 12

Counts = Mapping[tuple[PartnerGroup, Stage], int]


@dataclass(frozen=True)
class Cell:
    label: str
    count: int
    url: str


@dataclass(frozen=True)
class GridRow:
    """A partner group, or all of them, with a cell for each stage."""

    label: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class StageList:
    """Who came to a stage last."""

    stage: Stage
    count: int
    url: str
    rows: Sequence[Standing]


@dataclass(frozen=True)
class Proposal:
    standing: Standing
    reasons: Sequence[str]


def grid_of(counts: Counts, groups: Sequence[PartnerGroup], *, leaders_only: bool) -> list[GridRow]:
    """A row for each group, and where there are several, one for all of them."""
    rows = [
        _row(group.label, group, [counts.get((group, stage), 0) for stage in Stage], leaders_only) for group in groups
    ]
    if len(groups) > 1:
        totals = [sum(counts.get((group, stage), 0) for group in groups) for stage in Stage]
        rows.append(_row("All", None, totals, leaders_only))
    return rows


def _row(label: str, group: PartnerGroup | None, counts: Sequence[int], leaders_only: bool) -> GridRow:
    cells = [
        Cell(stage.label, count, _list_url(group, stage, leaders_only))
        for stage, count in zip(Stage, counts, strict=True)
    ]
    return GridRow(label, cells)


def pipeline_of(
    counts: Counts, moves: Mapping[Stage, Sequence[int]], standings: Mapping[int, Standing], filters: BoardFilters
) -> list[StageList]:
    """From identified to partner, then dormant."""
    return [
        StageList(
            stage,
            sum(count for (_group, at), count in counts.items() if at is stage),
            _list_url(filters.partner_group, stage, filters.leaders_only),
            standings_of(moves.get(stage, ()), standings),
        )
        for stage in Stage
    ]


def proposals_of(proposed: Sequence[Grounds], standings: Mapping[int, Standing]) -> list[Proposal]:
    return [
        Proposal(standings[each.organisation_id], reasons_in_words(each, standings[each.organisation_id]))
        for each in proposed
        if each.organisation_id in standings
    ]


def looks_at_some(counts: Counts) -> bool:
    """Whether more are engaged or partner than the quiet are looked for among."""
    at_stage = [sum(count for (_group, at), count in counts.items() if at is stage) for stage in INVOLVED]
    return max(at_stage) > QUIET_LOOKED_AT


def standings_of(ids: Sequence[int], standings: Mapping[int, Standing]) -> list[Standing]:
    """In the order of the ids."""
    return [standings[number] for number in ids if number in standings]


def _list_url(group: PartnerGroup | None, stage: Stage, leaders_only: bool) -> str:
    return url_for(
        "organisations.index",
        group=group.value if group else None,
        stage=stage.value,
        leaders="yes" if leaders_only else None,
    )
