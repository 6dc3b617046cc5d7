"""In which cells of the matrix one contact counts."""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import product

from app.contacts.coverage.models import ANY_SIDE, ANY_STRAND
from app.contacts.coverage.rules import Side, SideKind, StrandKind
from app.contacts.tallies.facts import Facts, Sides

Cell = tuple[StrandKind, int, SideKind, str, int, dt.date]  # strand, side, reader and day


def cells_of(facts: Facts, sides_of: Mapping[int, Sides]) -> Iterator[Cell]:
    """Each cell once; `sides_of` are those of each of its organisations."""
    sides = facts.sides(sides_of) | {Side(SideKind.ANY, ANY_SIDE)}
    for kind in StrandKind:
        strands = facts.linked(kind.value)
        for strand, side, reader in product([ANY_STRAND, *strands] if strands else (), sides, facts.readers):
            yield kind, strand, side.kind, side.key, reader, facts.day
