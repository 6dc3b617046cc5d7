"""Taking points into an output, and saying so on those of which nobody has said yet what became of them."""

import datetime as dt
from collections.abc import Sequence

from app.audit.rules import Actor
from app.contacts.visibility import Reader
from app.partnership.dispositions import Disposal, dispose_many
from app.partnership.output_evidence import add_points_to_output
from app.points.groups import firsts_of
from app.points.models import Point
from app.points.queries import list_points_named
from app.points.rules import Disposition
from app.programme.models import Output


def take_points_in(
    *, output: Output, point_ids: Sequence[int], says_so: bool, actor: Actor, reader: Reader, today: dt.date
) -> int:
    """How many were not in it yet. Raises NotFound and Conflict as add_points_to_output does."""
    added = add_points_to_output(output=output, point_ids=point_ids, actor=actor, reader=reader)
    if says_so:
        firsts = set(firsts_of(point_ids, reader=reader).values())
        waiting = [point for point in list_points_named(firsts, reader=reader) if _waits(point, today)]
        said = Disposal(Disposition.TAKEN_INTO_OUTPUT, "", today, output.id)  # what was answered meanwhile stays
        dispose_many(points=waiting, disposal=said, settled_too=True, actor=actor, reader=reader)
    return added


def _waits(point: Point, today: dt.date) -> bool:
    return not point.disposition.is_settled and point.raised_on <= today
