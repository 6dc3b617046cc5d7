"""What a merge moves, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.paging import describe_count
from app.upkeep.merging.checking import WhatMoves
from app.upkeep.merging.references import Solve

_SOLVED = {
    Solve.ONE_IS_ENOUGH: "the other has the same already, and one is enough",
    Solve.IN_THE_FIRST_PLACE: "both were there: one stays, in the first place of the two",
    Solve.ITS_OWN_STAYS: "the other has one of its own, which stays",
    Solve.ONE_SPAN: "at the same time: one stays, from the earlier start to the later end",
}


@dataclass(frozen=True)
class MovingRow:
    """How many of a kind move; `meets` says of how many the other has the same, and what becomes of these."""

    what: str
    meets: str = ""


def moving_rows(found: Sequence[WhatMoves]) -> list[MovingRow]:
    return [_row(each) for each in found]


def _row(each: WhatMoves) -> MovingRow:
    singular, plural = each.reference.words
    if each.count is None:
        return MovingRow(f"All {plural}")
    meets = f"{each.meets:,} of these: {_SOLVED[each.reference.solve]}" if each.meets else ""
    return MovingRow(describe_count(each.count, singular, plural), meets)
