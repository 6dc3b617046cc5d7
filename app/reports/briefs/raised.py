"""What those a brief is on raised, and what became of it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.contacts.visibility import Reader
from app.core.paging import BoundedCount
from app.core.plain_dates import PlainDate, format_plain_date
from app.core.text import shortened
from app.partnership.evidence import BuiltOutput, outputs_of_points
from app.points.by_whom import newest_points_by
from app.points.rows import PointRow, dispositions_of, read_points
from app.points.rules import Disposition
from app.reports.briefs.brief import BriefLine, BriefRow, Mark, RecordKind, RecordLink
from app.reports.briefs.subjects import Subject

SHOWN = 8
COUNTED = 100
IN_SHORT = 300
_MARKS = {
    Disposition.NEW: Mark.OPEN,
    Disposition.UNDER_CONSIDERATION: Mark.CONSIDERED,
    Disposition.DECLINED: Mark.DECLINED,
}


@dataclass(frozen=True)
class Raised:
    """The newest points, how many there are, and how many of those nothing became of yet."""

    rows: Sequence[BriefRow]
    count: BoundedCount
    waiting: int
    contact_ids: Sequence[int]


def read_raised(subject: Subject, *, reader: Reader, since: dt.date | None) -> Raised:
    """The newest first; a point that several of them stand behind is told once."""
    ids = list(dict.fromkeys(_ids(subject, reader, since)))
    points = sorted(read_points(ids[: COUNTED + 1], reader=reader), key=lambda point: (-point.sort_key, -point.id))
    outputs = outputs_of_points({point.first_id for point in points[:SHOWN]})
    became = dispositions_of(ids[:COUNTED], reader=reader)
    return Raised(
        rows=[_row(point, outputs.get(point.first_id, [])) for point in points[:SHOWN]],
        count=BoundedCount.of(len(ids), limit=COUNTED),
        waiting=sum(disposition is Disposition.NEW for _day, disposition in became),
        contact_ids=[point.at.contact_id for point in points if point.at.contact_id is not None],
    )


def _ids(subject: Subject, reader: Reader, since: dt.date | None) -> Iterator[int]:
    numbers = {"organisation": subject.organisation_ids, "person": subject.person_ids, "post": subject.post_ids}
    for who, of_them in numbers.items():
        for number in of_them:
            yield from newest_points_by(who, number, reader=reader, since=since, limit=COUNTED + 1)


def _row(point: PointRow, outputs: Sequence[BuiltOutput]) -> BriefRow:
    kind = f"{point.kind.label}, {point.nature.value}" if point.nature else point.kind.label
    return BriefRow(
        margin=format_plain_date(point.plain_date, style="short"),
        margin_note=kind,
        title=shortened(point.words, IN_SHORT),
        lines=[
            *([BriefLine(point.who)] if point.is_said_by else []),
            BriefLine(_became(point, outputs), _MARKS.get(point.became.disposition, Mark.SETTLED)),
        ],
        link=RecordLink(RecordKind.POINT, point.id),
        is_restricted=point.at.is_restricted,
        is_sample=point.is_sample,
    )


def _became(point: PointRow, outputs: Sequence[BuiltOutput]) -> str:
    """'Answered, 3 March 2021: we sent the card. In “Duty desk card”.'"""
    word, day = point.became.disposition, point.became.disposed_on
    label = "New, no disposition yet" if word is Disposition.NEW else word.label
    told = f"{label}, {format_plain_date(PlainDate(day))}" if day else label
    answer = f": {shortened(point.became.answer, IN_SHORT)}" if point.became.answer else ""
    built = ", ".join(f"“{output.title}”" for output in outputs[:3])
    return f"{told}{answer}" + (f" In {built}." if built else "")
