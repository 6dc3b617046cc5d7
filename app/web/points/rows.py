"""Points in the shape that lists of them show."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from app.contacts.rules import kind_label
from app.contacts.visibility import Reader
from app.core.paging import describe_count
from app.core.plain_dates import format_plain_date, how_long
from app.partnership.evidence import BuiltOutput, outputs_of_points
from app.points.models import Point
from app.points.rows import Became, PointRow, RaisedAt, read_points
from app.points.rules import Disposition, PointKind
from app.web.templating import short_date


@dataclass(frozen=True)
class ShownPoint:
    """A row of the board, of an organisation's or a contact's points, or a voice of one."""

    id: int
    url: str
    date_label: str
    kind_label: str
    words: str
    who: str
    is_said_by: bool  # whether somebody is named; otherwise it is whom the contact was with
    where_label: str
    where_url: str
    voices: int
    voices_label: str
    same_as: str
    became: "ShownDisposition"
    outputs: tuple[BuiltOutput, ...]
    waiting_label: str
    is_restricted: bool
    is_sample: bool


@dataclass(frozen=True)
class ShownDisposition:
    """What became of a point: a mark, and the words that say the same."""

    label: str
    mark: str
    day_label: str
    answer: str


_MARKS = {Disposition.NEW: "new", Disposition.UNDER_CONSIDERATION: "considered", Disposition.DECLINED: "declined"}


def point_rows(
    ids: Sequence[int], *, reader: Reader, today: dt.date, waiting_days: int, with_archived: bool = False
) -> list[ShownPoint]:
    """The points of these numbers, in their order, as far as the reader is shown them."""
    rows = read_points(ids, reader=reader, with_archived=with_archived)
    outputs = outputs_of_points({row.first_id for row in rows})
    lists = url_for("points.index"), url_for("contacts.history")  # made once, for each takes its time
    return [_shown(row, outputs, lists, _waiting(row, today, waiting_days)) for row in rows]


def _shown(
    row: PointRow, outputs: Mapping[int, Sequence[BuiltOutput]], lists: tuple[str, str], waiting_label: str
) -> ShownPoint:
    points, contacts = lists
    return ShownPoint(
        id=row.id,
        url=f"{points}{row.id}",
        date_label=format_plain_date(row.plain_date, style="short"),
        kind_label=_kind(row),
        words=row.words,
        who=row.who,
        is_said_by=row.is_said_by,
        where_label=where_label(row.at),
        where_url=f"{contacts}{row.at.contact_id}" if row.at.contact_id is not None else "",
        voices=row.voices,
        voices_label=describe_count(row.voices, "voice", "voices") if row.voices > 1 else "",
        same_as=row.first_words if row.is_voice else "",
        became=shown_disposition(row.became),
        outputs=tuple(outputs.get(row.first_id, ())),
        waiting_label=waiting_label,
        is_restricted=row.at.is_restricted,
        is_sample=row.is_sample,
    )


def _kind(row: PointRow) -> str:
    """'Concern', 'Barrier, cultural'."""
    if row.kind is PointKind.BARRIER and row.nature is not None:
        return f"{row.kind.label}, {row.nature.value}"
    return row.kind.label


def where_label(at: RaisedAt) -> str:
    """'Meeting: Data sharing', 'Meeting with the council', or 'Example report, paragraph 7'."""
    if at.contact_kind is not None:
        if at.contact_subject.casefold().startswith(at.contact_kind.label.casefold()):
            return at.contact_subject
        return f"{kind_label(at.contact_kind, at.contact_direction)}: {at.contact_subject}"
    return ", ".join(filter(None, (at.document, f"paragraph {at.paragraph.removeprefix('¶')}" if at.paragraph else "")))


def shown_disposition(became: Became) -> ShownDisposition:
    word = became.disposition
    label = "New, no disposition yet" if word is Disposition.NEW else word.label
    return ShownDisposition(label, _MARKS.get(word, "settled"), short_date(became.disposed_on), became.answer)


def own_disposition(point: Point) -> ShownDisposition | None:
    """What became of a point itself, whatever speaks for it; none where nothing did."""
    if point.disposition is Disposition.NEW:
        return None
    return shown_disposition(Became(disposition=point.disposition, answer=point.answer, disposed_on=point.disposed_on))


def _waiting(row: PointRow, today: dt.date, waiting_days: int) -> str:
    """'waiting 45 days', or years, once it is open for longer than the time that was set."""
    days = (today - row.plain_date.latest).days
    return "" if row.became.disposition.is_settled or days <= waiting_days else f"waiting {how_long(days)}"
