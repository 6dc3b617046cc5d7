"""A report's tables as its page and its file show them, and the drawing beside them."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.core.plain_dates import DatePrecision, PlainDate, format_plain_date
from app.reports.figures.periods import Months, last_day_of
from app.web.charts import Chart, DrawnChart, Figure, Series, draw_chart, month_columns

MOST_DRAWN = 12
MOST_BESIDE_EACH_OTHER = 9  # things told apart, each with a column of its own; more have a row each
MONTHS_OF_PART = 12
WIDTH = 1200.0
Counted = tuple[str, str]
CONTACTS: Counted = ("contact", "contacts")
IN_ALL = "In all"
ALL_MONTHS = "All months"


@dataclass(frozen=True)
class Line:
    """A row: what it is of, and a figure under each head; none where its month has not begun."""

    label: str
    figures: Sequence[Figure | None]
    is_total: bool = False


@dataclass(frozen=True)
class Table:
    """Figures under their heads, of which the first is of the labels; `counted` is what one counts, and several."""

    name: str
    title: str
    heads: Sequence[str]
    lines: Sequence[Line]
    counted: Counted = CONTACTS

    @property
    def parts(self) -> Sequence["Table"]:
        """As many columns as can be read beside each other, then the next, with the last ones of them all."""
        last = len(self.heads) - 1
        if last <= MONTHS_OF_PART + 1:
            return [self]
        starts = range(1, last, MONTHS_OF_PART)
        ends = [*starts[1:], last + 1]
        return [self._part(*span) for span in zip(starts, ends, strict=True)]

    def _part(self, start: int, end: int) -> "Table":
        heads = self.heads[start:end]
        months = [head for head in heads if head != ALL_MONTHS]
        words = months[0] if len(months) == 1 else f"{months[0]} to {months[-1]}"
        lines = [Line(line.label, line.figures[start - 1 : end - 1], line.is_total) for line in self.lines]
        return Table(f"{self.name}-{start}", words, [self.heads[0], *heads], lines, self.counted)


@dataclass(frozen=True)
class MonthSeries:
    """What one thing has in each month, and in all of them."""

    label: str
    figures: Sequence[Figure | None]
    total: Figure | None
    is_of_all: bool = False

    @property
    def number(self) -> float:
        return self.total.value if self.total else sum(figure.value for figure in self.figures if figure)


@dataclass(frozen=True)
class Report:
    """A report for one reader: what it is about in words, its figures, and how these are to be read."""

    title: str
    words: str
    tables: Sequence[Table]
    notes: Sequence[str]
    drawn: DrawnChart | None = None

    @property
    def is_empty(self) -> bool:
        figures = (figure for table in self.tables for line in table.lines for figure in line.figures)
        return not any(figure and figure.value for figure in figures)


def figures_of(months: Months, today: dt.date, numbers: Sequence[int], urls: Sequence[str]) -> list[Figure | None]:
    """One for each month: that of today outlined, and none for those that have not begun."""
    return [
        Figure(number, url, is_unfinished=start == today.replace(day=1)) if number or start <= today else None
        for start, number, url in zip(months.starts, numbers, urls, strict=True)
    ]


@lru_cache(maxsize=1024)
def days_of(first: dt.date, last: dt.date) -> str:
    """The days of one month to those of another, as an address says them."""
    return f"from={first}&to={last_day_of(last)}"


def month_table(
    name: str, title: str, of: str, months: Months, series: Sequence[MonthSeries], *, counted: Counted = CONTACTS
) -> Table:
    """A row for each month where few things are told apart, else a row for each of them."""
    if len(series) <= MOST_BESIDE_EACH_OTHER:
        lines = [
            Line(_in_words(start), [each.figures[place] for each in series])
            for place, start in enumerate(months.starts)
        ]
        if any(each.total for each in series):
            lines.append(Line(IN_ALL, [each.total for each in series], is_total=True))
        return Table(name, title, ["Month", *(each.label for each in series)], lines, counted)
    heads = [of, *(f"{start:%b %Y}" for start in months.starts), ALL_MONTHS]
    lines = [Line(each.label, [*each.figures, each.total], is_total=each.is_of_all) for each in series]
    return Table(name, title, heads, lines, counted)


def draw(
    name: str,
    title: str,
    months: Months,
    series: Sequence[MonthSeries],
    *,
    counted: Counted = CONTACTS,
    width: float = WIDTH,
) -> DrawnChart:
    """Small multiples on one scale: of those with most, as many as can be compared."""
    told = [each for each in series if not each.is_of_all]
    note = " ".join(_notes_on_drawing(months, series, len(told) - MOST_DRAWN))
    if len(told) > MOST_DRAWN:
        with_most = sorted(told, key=lambda each: -each.number)[:MOST_DRAWN]
        told = [each for each in told if each in with_most]
    drawn = [Series(each.label, each.figures, f"{each.total.label} in all" if each.total else "") for each in told]
    return draw_chart(Chart(name, title, month_columns(months.starts), drawn, counted, note=note), width=width)


def _notes_on_drawing(months: Months, series: Sequence[MonthSeries], left_out: int) -> Iterator[str]:
    figures_by_month = zip(months.starts, *(each.figures for each in series), strict=True)
    for start, *figures in figures_by_month:
        if any(figure and figure.value and figure.is_unfinished for figure in figures):
            yield f"The bars of {start:%B} are outlined."
    if left_out > 0:
        yield f"The chart shows the {MOST_DRAWN} with most; the table has {left_out} more."


def notes_on(months: Months, today: dt.date) -> list[str]:
    """That the month of today has figures still to come."""
    return [f"{today:%B} is not over."] if months.first <= today <= months.last_day else []


def in_words(months: Months) -> str:
    """'April 2020 to March 2021'."""
    first, last = _in_words(months.first), _in_words(months.last)
    return first if first == last else f"{first} to {last}"


def _in_words(start: dt.date) -> str:
    return format_plain_date(PlainDate(start, DatePrecision.MONTH))
