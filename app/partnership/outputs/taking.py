"""Taking points into an output, and saying so on those of which nobody has said yet what became of them."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

from app.audit.rules import Actor
from app.contacts.visibility import Reader
from app.partnership.dispositions import Disposal, dispose
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
        # What was answered meanwhile stays: those of one answer are told of together, mostly all of none.
        for answer, points in groupby(sorted(waiting, key=_answer_and_id), key=lambda point: point.answer):
            said = Disposal(Disposition.TAKEN_INTO_OUTPUT, answer, today, output.id)
            dispose(points=list(points), disposal=said, actor=actor, reader=reader)
    return added


def _waits(point: Point, today: dt.date) -> bool:
    return not point.disposition.is_settled and point.raised_on <= today


def _answer_and_id(point: Point) -> tuple[str, int]:
    return point.answer, point.id
