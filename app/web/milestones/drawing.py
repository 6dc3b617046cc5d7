"""Where the marks, bars and words of the timeline stand. Units are those of the drawing, which is 1000 wide."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.core.paging import BoundedCount
from app.core.plain_dates import DatePrecision, PlainDate, format_plain_date
from app.core.text import shortened
from app.programme.models import Milestone, Output
from app.web.milestones.window import Window, month_number

LEFT, RIGHT, NO_DATE = 92, 880, 958
LANE, BARS = 28, 48
LETTER = 8.4  # as wide as a letter gets on average, in print too, where they are larger
LONGEST_LABEL = 60
MOST_LANES = 40


@dataclass(frozen=True)
class Mark:
    """A milestone: a dot with its name, a line over the month or year that it may be in, or a ring without a date."""

    kind: str  # "passed", "planned" or "undated"
    label: str
    x: float
    y: float
    label_x: float
    is_label_left: bool
    from_x: float | None = None
    to_x: float | None = None
    is_open_left: bool = False  # on or before that day


@dataclass(frozen=True)
class Month:
    """One month of the axis with its bar of contacts."""

    label: str
    year: str
    x: float
    middle: float
    bar_x: float
    bar_y: float
    bar_width: float
    bar_height: float
    count: str
    is_unfinished: bool


@dataclass(frozen=True)
class Drawing:
    marks: Sequence[Mark]
    months: Sequence[Month]
    outputs: Sequence[float]
    today_x: float | None
    axis_y: float
    outputs_y: float
    bars_y: float
    height: float
    left_out: int
    left: float = LEFT
    right: float = RIGHT
    no_date_x: float = NO_DATE

    @property
    def has_undated(self) -> bool:
        return any(mark.kind == "undated" for mark in self.marks)


class _Lanes:
    """Rows that names are put into, each where it meets no other."""

    def __init__(self) -> None:
        self.ends: list[float] = []

    def place(self, begins: float, ends: float) -> int:
        for lane, end in enumerate(self.ends):
            if end < begins:
                self.ends[lane] = ends
                return lane
        self.ends.append(ends)
        return len(self.ends) - 1


def draw(
    window: Window,
    milestones: Sequence[Milestone],
    outputs: Sequence[Output],
    contacts: Sequence[BoundedCount],
    today: dt.date,
) -> Drawing:
    """Milestones of the window above its axis, each in a lane; outputs and contacts of each month below."""
    scale = _Scale(window)
    placed = [placed for milestone in milestones if (placed := _place(scale, milestone))]
    lanes, marks = _Lanes(), []
    for unplaced in sorted(placed, key=lambda mark: _extent(mark)[0]):
        lane = lanes.place(*_extent(unplaced))
        if lane < MOST_LANES:
            marks.append(_in_lane(unplaced, lane))
    axis_y = LANE * max(1, min(len(lanes.ends), MOST_LANES)) + 12.0
    bars_y = axis_y + 30 + BARS + 18
    return Drawing(
        marks=marks,
        months=_months(window, scale, contacts, bars_y, today),
        outputs=[scale.x(output.published_on) for output in outputs if output.published_on],
        today_x=scale.x(today) if scale.holds(today) else None,
        axis_y=axis_y,
        outputs_y=axis_y + 18,
        bars_y=bars_y,
        height=bars_y + 44,
        left_out=len(placed) - len(marks),
    )


class _Scale:
    """From days to places along the axis; each month is as wide as any other."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.month_width = (RIGHT - LEFT) / window.months

    def x(self, day: dt.date) -> float:
        days_in_month = ((day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - day.replace(day=1)).days
        months = month_number(day) - self.window.first + (day.day - 1) / days_in_month
        return round(LEFT + self.month_width * min(max(months, 0), self.window.months), 1)

    def holds(self, day: dt.date) -> bool:
        return 0 <= month_number(day) - self.window.first < self.window.months


def _place(scale: _Scale, milestone: Milestone) -> Mark | None:
    """Its mark, but for the lane; none where it lies outside the window."""
    date, is_passed = milestone.actual or milestone.planned, milestone.actual is not None
    label = shortened(milestone.title, LONGEST_LABEL)
    if date is None:
        words = shortened(f"{label}: {milestone.planned_words}" if milestone.planned_words else label, LONGEST_LABEL)
        return Mark("undated", words, NO_DATE, 0, NO_DATE - 12, is_label_left=True)
    if not scale.holds(date.date) and not scale.holds(date.latest):
        return None
    kind, (from_x, to_x, x) = "passed" if is_passed else "planned", _reach(scale, date)
    is_left = x > (LEFT + RIGHT) / 2
    label_x = (from_x or x) - 12 if is_left else (to_x or x) + 12
    is_before = date.precision is DatePrecision.ON_OR_BEFORE
    return Mark(kind, label, x, 0, label_x - (20 if is_before and is_left else 0), is_left, from_x, to_x, is_before)


def _reach(scale: _Scale, date: PlainDate) -> tuple[float | None, float | None, float]:
    """From where to where a month or a year goes, and where its dot is."""
    if date.precision not in (DatePrecision.MONTH, DatePrecision.YEAR):
        return None, None, scale.x(date.date)
    from_x, to_x = scale.x(date.date), scale.x(date.latest + dt.timedelta(days=1))
    return from_x, to_x, round((from_x + to_x) / 2, 1)


def _extent(mark: Mark) -> tuple[float, float]:
    """From where to where a mark and its name take up room."""
    length = len(mark.label) * LETTER
    names = (mark.label_x - length, mark.label_x) if mark.is_label_left else (mark.label_x, mark.label_x + length)
    return min(names[0], mark.x - 12), max(names[1], mark.x + 12)


def _in_lane(mark: Mark, lane: int) -> Mark:
    return replace(mark, y=LANE * lane + 16.0)


def _months(
    window: Window, scale: _Scale, contacts: Sequence[BoundedCount], bars_y: float, today: dt.date
) -> list[Month]:
    most = max((count.value for count in contacts), default=0)
    width = scale.month_width
    months = []
    for place, (start, count) in enumerate(zip(window.starts, contacts, strict=False)):
        x, height = LEFT + width * place, BARS * count.value / most if most else 0.0
        months.append(
            Month(
                label=format_plain_date(PlainDate(start, DatePrecision.MONTH), style="short")[:3],
                year=str(start.year) if place == 0 or start.month == 1 else "",
                x=round(x, 1),
                middle=round(x + width / 2, 1),
                bar_x=round(x + width * 0.2, 1),
                bar_y=round(bars_y - height, 1),
                bar_width=round(width * 0.6, 1),
                bar_height=round(height, 1),
                count=f"{count.value}+" if count.is_more else str(count.value),
                is_unfinished=month_number(start) == month_number(today),
            )
        )
    return months
