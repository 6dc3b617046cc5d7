"""Saying what became of points raised. Of points that say the same, the first holds it for all of them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from app.audit.rules import Action, Actor, FieldChange, differences
from app.audit.services import record
from app.contacts.visibility import Reader
from app.core.clock import office_today
from app.core.errors import StaleVersion
from app.core.plain_dates import PlainDate, format_plain_date
from app.core.typed_input import TypedInput
from app.database import db
from app.partnership.models import OutputPoint
from app.partnership.output_evidence import add_points_to_output, take_point_out_of_output
from app.points.groups import SUBJECT_KIND, first_of
from app.points.models import Point
from app.points.queries import list_points_named
from app.points.rules import Disposition
from app.programme.models import Output

ANSWER_LIMIT = 5_000
_NEEDED_WORDS = {
    Disposition.ANSWERED: "Say what was answered.",
    Disposition.DECLINED: "Say why it was declined.",
}


@dataclass(frozen=True)
class Disposal:
    """What is said to have become of points: settled ones on a day; with the output that they were taken into."""

    disposition: Disposition
    answer: str = ""
    disposed_on: dt.date | None = None
    output_id: int | None = None


@dataclass(frozen=True)
class Former:
    """What had become of a point before, to put it back; with the output that it was taken into by the change."""

    point_id: int
    version: int  # that the change left the point with
    disposal: Disposal


def dispose(
    *, points: Sequence[Point], disposal: Disposal, actor: Actor, reader: Reader, version: int | None = None
) -> list[Former]:
    """Say it of each, or of the first where it is a voice; gives what was so before. The reader is shown them all.

    Raises InvalidInput, and StaleVersion when a first has been saved since `version` was read, which is of one point.
    """
    firsts = _hold({first_of(point, reader=reader).id for point in points})
    if version is not None and any(first.version != version for first in firsts):
        raise StaleVersion
    typed = TypedInput()
    said = _check(typed, disposal, firsts, [disposal.answer.strip()])
    typed.finish()
    return _say_of_each([(first, said) for first in firsts], actor, reader)


def dispose_many(
    *, points: Sequence[Point], disposal: Disposal, settled_too: bool, actor: Actor, reader: Reader
) -> list[Former]:
    """As dispose, of many at once: without an answer, each keeps its own. Settled ones have to be meant as well."""
    firsts = _hold({first_of(point, reader=reader).id for point in points})
    typed, answers = TypedInput(), [disposal.answer.strip() or first.answer for first in firsts]
    if not settled_too:
        _check_open(typed, firsts)
    said = _check(typed, disposal, firsts, answers)
    typed.finish()
    return _say_of_each([(first, replace(said, answer=said.answer or first.answer)) for first in firsts], actor, reader)


def _say_of_each(said: Sequence[tuple[Point, Disposal]], actor: Actor, reader: Reader) -> list[Former]:
    newly_in = _take_into_output(said, actor, reader)
    former = []
    for first, disposal in said:
        before = _disposal_of(first)
        _say(first, disposal, actor)
        if before != _disposal_of(first) or first.id in newly_in:
            former.append(Former(first.id, 0, replace(before, output_id=newly_in.get(first.id))))
    db.session.flush()
    versions = {first.id: first.version for first, _ in said}
    return [replace(each, version=versions[each.point_id]) for each in former]


def put_back(*, former: Sequence[Former], actor: Actor, reader: Reader) -> int:
    """Undo it for those that nobody has saved since; how many these are."""
    shown = {point.id for point in list_points_named([each.point_id for each in former], reader=reader)}
    held = {point.id: point for point in _hold(shown)}
    done = 0
    for each in former:
        point = held.get(each.point_id)
        if point is None or point.version != each.version:
            continue
        done += 1
        _say(point, each.disposal, actor)
        output = db.session.get(Output, each.disposal.output_id) if each.disposal.output_id is not None else None
        if output is not None:
            take_point_out_of_output(output=output, point_id=point.id, actor=actor, reader=reader)
    db.session.flush()
    return done


def describe_disposal(point: Point) -> dict[str, str]:
    """Each field's label and what it says, as people read it."""
    return {
        "Disposition": point.disposition.label,
        "Answer": point.answer,
        "Settled on": format_plain_date(PlainDate(point.disposed_on)) if point.disposed_on else "",
    }


def _hold(ids: set[int]) -> list[Point]:
    """The points as they are once nobody else is saving them, kept from others until the transaction ends."""
    query = select(Point).where(Point.id.in_(ids)).order_by(Point.id).with_for_update(of=Point)
    return list(db.session.scalars(query.execution_options(populate_existing=True))) if ids else []


def _check(typed: TypedInput, disposal: Disposal, points: Sequence[Point], answers: Sequence[str]) -> Disposal:
    """Cleaned: what is open was settled on no day. `answers` are those that the points would have."""
    word, output_id = disposal.disposition, disposal.output_id
    answer = typed.text("answer", disposal.answer, limit=ANSWER_LIMIT)
    if word.needs_answer and not all(answers):
        typed.refuse("answer", _NEEDED_WORDS[word])
    if word is Disposition.NEW:
        _check_new(typed, disposal, answers)
    if word.is_settled:
        _check_day(typed, disposal.disposed_on, points)
    if word is Disposition.TAKEN_INTO_OUTPUT:
        _check_output(typed, output_id, points)
    elif output_id is not None:
        typed.refuse("output", "You named an output: choose “Taken into an output”, or empty this field.")
    return Disposal(word, answer, disposal.disposed_on if word.is_settled else None, output_id)


def _check_open(typed: TypedInput, points: Sequence[Point]) -> None:
    settled, all_of_them = sum(point.disposition.is_settled for point in points), len(points)
    if settled:
        which = f"{settled} of these {all_of_them} points {'is' if settled == 1 else 'are'}"
        which = "This point is" if all_of_them == 1 else which
        words = f"{which} settled already. Tick “Change those that are settled too”, or go back and leave them out."
        typed.refuse("settled_too", words)


def _check_new(typed: TypedInput, disposal: Disposal, answers: Sequence[str]) -> None:
    """What is new has no answer."""
    if disposal.answer.strip():
        typed.refuse("answer", "You wrote an answer: choose what became of the point, or empty the answer.")
    elif any(answers):
        words = "There is an answer already, which a new point has not. Choose another, or empty it on its page."
        typed.refuse("disposition", words)


def _check_day(typed: TypedInput, day: dt.date | None, points: Sequence[Point]) -> None:
    if day is None:
        typed.refuse("disposed_on", "Enter the day on which it was settled.")
    elif day > office_today():
        typed.refuse("disposed_on", "This day is still to come. Enter the day on which it was settled.")
    elif any(day < point.raised_on for point in points):
        which = "it was raised" if len(points) == 1 else "one of them was raised"
        raised = format_plain_date(PlainDate(max(point.raised_on for point in points)))
        typed.refuse("disposed_on", f"“Settled on” is before {which}, on {raised}. Enter that day or a later one.")


def _check_output(typed: TypedInput, output_id: int | None, points: Sequence[Point]) -> None:
    """One has to be named, unless every point is in one already."""
    output = db.session.get(Output, output_id) if output_id is not None else None
    if output_id is not None and (output is None or output.archived_at):
        typed.refuse("output", "Choose an output that is not archived.")
    elif output is None:
        ids = [point.id for point in points]
        in_one = select(OutputPoint.point_id).join(Output, Output.id == OutputPoint.output_id)
        in_one = in_one.where(OutputPoint.point_id.in_(ids), Output.archived_at.is_(None))
        if set(db.session.scalars(in_one)) != set(ids):
            typed.refuse("output", "Choose the output that it was taken into, or add a new one.")


def _take_into_output(said: Sequence[tuple[Point, Disposal]], actor: Actor, reader: Reader) -> dict[int, int]:
    """The points that were not in the output before, each with its number."""
    output_id = said[0][1].output_id if said else None
    output = db.session.get(Output, output_id) if output_id is not None else None
    if output is None:
        return {}
    ids = [point.id for point, _ in said]
    there = select(OutputPoint.point_id).where(OutputPoint.output_id == output.id, OutputPoint.point_id.in_(ids))
    known = set(db.session.scalars(there))
    add_points_to_output(output=output, point_ids=ids, actor=actor, reader=reader)
    return {point_id: output.id for point_id in ids if point_id not in known}


def _disposal_of(point: Point) -> Disposal:
    return Disposal(point.disposition, point.answer, point.disposed_on)


def _say(point: Point, disposal: Disposal, actor: Actor) -> None:
    before = describe_disposal(point)
    point.disposition, point.answer, point.disposed_on = disposal.disposition, disposal.answer, disposal.disposed_on
    changes: list[FieldChange] = differences(before, describe_disposal(point))
    if changes:
        record(
            actor=actor,
            action=Action.CHANGED,
            subject_kind=SUBJECT_KIND,
            subject_id=point.id,
            subject_label=point.words,
            contact_id=point.contact_id,
            changes=changes,
        )
