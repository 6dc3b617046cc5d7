"""Where the names, cells and figures of the network stand."""

from app.organisations.rules import PartnerGroup
from app.reports.network import Between, Body, Network
from app.web.network.drawing import CELL, NAMES, draw_network

BODIES = [
    Body(1, "Example Department", PartnerGroup.GOVERNMENT),
    Body(2, "Example County Council", PartnerGroup.FRONTLINE),
    Body(3, "Example NHS Trust", PartnerGroup.FRONTLINE),
]


def test_each_two_organisations_meet_below_the_diagonal() -> None:
    drawn = draw_network(Network(Between.ORGANISATIONS, BODIES, met={(1, 3): 4, (2, 3): 1}))
    rows = [line for line in drawn.lines if not line.is_group]
    assert [(row.number, row.label) for row in rows][2] == ("3", "Example NHS Trust")
    assert [[(cell.x, cell.label) for cell in row.cells] for row in rows] == [
        [],
        [],
        [(NAMES, "4"), (NAMES + CELL, "1")],
    ]
    assert [head.label for head in drawn.heads] == ["1", "2", "3"]
    assert drawn.heads[1].x == rows[2].cells[1].middle


def test_each_partner_group_is_named_once_over_its_rows() -> None:
    drawn = draw_network(Network(Between.ORGANISATIONS, BODIES, met={(1, 2): 1}))
    assert [line.label for line in drawn.lines if line.is_group] == ["Government", "Frontline sector"]
    baselines = [line.baseline for line in drawn.lines]
    assert baselines == sorted(baselines)
    assert drawn.height > baselines[-1]


def test_shade_means_volume_and_is_said() -> None:
    drawn = draw_network(Network(Between.ORGANISATIONS, BODIES, met={(1, 2): 1, (1, 3): 4, (2, 3): 9}))
    assert [cell.shade for line in drawn.lines for cell in line.cells] == [1, 2, 3]
    assert drawn.shades == "Shade: 1 to 3, 4 to 6, more than 6 contacts"


def test_colleagues_have_their_names_over_the_columns() -> None:
    network = Network(Between.COLLEAGUES, BODIES, [(7, "Officer A"), (8, "Officer B")], {(3, 8): 1200})
    drawn = draw_network(network)
    assert [(head.label, head.is_slanted) for head in drawn.heads] == [("Officer A", True), ("Officer B", True)]
    assert [(cell.x, cell.label) for line in drawn.lines for cell in line.cells] == [(NAMES + CELL, "1k")]
    assert drawn.strongest == "Most often: Example NHS Trust and Officer B, 1,200 contacts."


def test_nothing_is_drawn_of_nobody() -> None:
    drawn = draw_network(Network(Between.ORGANISATIONS))
    assert (drawn.lines, drawn.heads, drawn.shades) == ([], [], "")
