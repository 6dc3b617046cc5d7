"""Where the names, cells and figures of the network stand: a matrix, each organisation in a row of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.contacts.coverage.rules import shade_bounds
from app.core.paging import describe_count
from app.core.text import shortened
from app.reports.network import ORGANISATIONS_SHOWN, Between, Network

NAMES = 320.0
CELL = 24.0
GROUP = 26.0  # a line with the name of a partner group
OVER = 26.0  # the numbers over the columns
OVER_NAMES = 150.0  # names over them, at a slant
LONGEST_NAME, LONGEST_OVER = 44, 22
MOST_WRITTEN = 1_000


@dataclass(frozen=True)
class Cell:
    """Where somebody met."""

    x: float
    y: float
    middle: float
    baseline: float
    label: str
    shade: int


@dataclass(frozen=True)
class Line:
    """A row: its number, its name and its cells; or the name of a partner group alone."""

    label: str
    baseline: float
    number: str = ""
    is_group: bool = False
    y: float = 0
    end: float = 0
    cells: Sequence[Cell] = ()


@dataclass(frozen=True)
class Head:
    """What stands over a column: its number, or a name at a slant."""

    x: float
    y: float
    label: str
    is_slanted: bool


@dataclass(frozen=True)
class DrawnNetwork:
    heads: Sequence[Head]
    lines: Sequence[Line]
    width: float
    height: float
    shades: str
    strongest: str
    cell: float = CELL


def draw_network(network: Network) -> DrawnNetwork:
    """Those of organisations below the diagonal, each pair once; colleagues beside each other over all rows."""
    bounds = shade_bounds(max(network.met.values(), default=0))
    top = y = OVER if network.between is Between.ORGANISATIONS else OVER_NAMES
    lines, group = [], None
    for place, body in enumerate(network.bodies):
        if body.group is not group:
            group = body.group
            lines.append(Line(group.label, round(y + GROUP - 8, 1), is_group=True))
            y += GROUP
        lines.append(_line(network, place, y, bounds))
        y += CELL
    return DrawnNetwork(
        heads=_heads(network, top),
        lines=lines,
        width=NAMES + CELL * ORGANISATIONS_SHOWN,  # whatever is shown, so that letters keep their size
        height=round(y + 4, 1),
        shades=_shades(bounds, network),
        strongest=_strongest(network),
    )


def _line(network: Network, place: int, y: float, bounds: tuple[int, int]) -> Line:
    body, others = network.bodies[place], _others(network, place)
    counts = [network.met.get(pair, 0) for pair in others]
    cells = [_cell(column, y, count, bounds) for column, count in enumerate(counts) if count]
    label, end = shortened(body.name, LONGEST_NAME), NAMES + CELL * len(others)
    return Line(label, round(y + 17, 1), str(place + 1), cells=cells, y=round(y, 1), end=round(end, 1))


def _others(network: Network, place: int) -> list[tuple[int, int]]:
    """The two of each cell of a row: the organisations before it, or every colleague."""
    own = network.bodies[place].id
    if network.between is Between.ORGANISATIONS:
        return [(body.id, own) for body in network.bodies[:place]]
    return [(own, number) for number, _name in network.colleagues]


def _heads(network: Network, y: float) -> list[Head]:
    if network.between is Between.ORGANISATIONS:
        labels = [str(place + 1) for place in range(len(network.bodies))]
        return [Head(_middle(place), y - 8, label, is_slanted=False) for place, label in enumerate(labels)]
    return [
        Head(_middle(place), y - 6, shortened(name, LONGEST_OVER), is_slanted=True)
        for place, (_number, name) in enumerate(network.colleagues)
    ]


def _cell(place: int, y: float, count: int, bounds: tuple[int, int]) -> Cell:
    shade = 1 + (count > bounds[0]) + (count > bounds[1])
    label = str(count) if count < MOST_WRITTEN else f"{count // 1000}k"
    return Cell(round(NAMES + CELL * place, 1), round(y, 1), _middle(place), round(y + 16.5, 1), label, shade)


def _middle(place: int) -> float:
    return round(NAMES + CELL * (place + 0.5), 1)


def _shades(bounds: tuple[int, int], network: Network) -> str:
    """What the three shades stand for; nothing where none is drawn."""
    if not network.met:
        return ""
    low, middle = bounds
    first = f"1 to {low}" if low > 1 else "1"
    second = f"{low + 1} to {middle}" if middle > low + 1 else str(middle)
    return f"Shade: {first}, {second}, more than {middle} contacts"


def _strongest(network: Network) -> str:
    """'Most often: Example County Council and Example NHS Trust, 12 contacts.'"""
    if not network.met:
        return ""
    (first, second), count = max(network.met.items(), key=lambda each: each[1])
    bodies = {body.id: body.name for body in network.bodies}
    others = bodies if network.between is Between.ORGANISATIONS else dict(network.colleagues)
    return f"Most often: {bodies[first]} and {others[second]}, {describe_count(count, 'contact', 'contacts')}."
