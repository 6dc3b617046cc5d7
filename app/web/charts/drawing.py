"""Where the bars and words of a chart stand: small multiples, one under another on one scale, values on the bars."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.core.text import shortened
from app.web.charts.data import Chart, Column, Figure, Series

WIDTH = 1000.0
NAMES = 156.0  # the column at the left
FEW, TALL, LOW = 5, 84.0, 48.0  # up to so many series the highest bar is tall
OVER_BARS, BETWEEN = 18.0, 14.0  # a value stands over its bar, and series stand apart
LEAST_BAND = 42.0  # a name and what is under it
UNDER_AXIS, WITH_YEARS = 26.0, 44.0
WIDEST_BAR = 46.0
DIGIT, LETTER = 7.2, 7.6  # as wide as one is at most, at 13 px
LONGEST_NAME = 40
NAME_LINE = 20


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    middle: float
    value_y: float
    label: str
    is_unfinished: bool
    is_zero: bool


@dataclass(frozen=True)
class Band:
    """A series: its bars over its own line, and its name in one or two lines, with what is under it."""

    names: Sequence[tuple[str, float]]
    under: str
    under_y: float
    line_y: float
    bars: Sequence[Bar]


@dataclass(frozen=True)
class AxisLabel:
    middle: float
    label: str
    under: str


@dataclass(frozen=True)
class DrawnChart:
    """A chart with its places; `words` say it to those who do not see it."""

    chart: Chart
    bands: Sequence[Band]
    axis: Sequence[AxisLabel]
    axis_y: float
    height: float
    words: str
    width: float = WIDTH
    left: float = NAMES

    @property
    def has_unfinished(self) -> bool:
        return any(bar.is_unfinished for band in self.bands for bar in band.bars)


def draw_chart(chart: Chart, *, width: float = WIDTH) -> DrawnChart:
    """The places of everything; `width` is about what the page gives it in pixels, so that letters keep their size."""
    step = (width - NAMES) / max(len(chart.columns), 1)
    most = max((figure.value for series in chart.series for figure in series.figures if figure), default=0)
    tall = TALL if len(chart.series) <= FEW else LOW
    bands, line_y = [], 0.0
    for series in chart.series:
        highest = max((figure.value for figure in series.figures if figure), default=0)
        line_y += max(LEAST_BAND, OVER_BARS + (tall * highest / most if most else 0)) + BETWEEN
        bands.append(_band(series, step, line_y, tall / most if most else 0))
    return DrawnChart(
        chart=chart,
        bands=bands,
        axis=list(_axis(chart.columns, step)),
        axis_y=round(line_y, 1),
        height=round(line_y + (WITH_YEARS if any(column.under for column in chart.columns) else UNDER_AXIS), 1),
        words=_in_words(chart),
        width=width,
    )


def _band(series: Series, step: float, line_y: float, scale: float) -> Band:
    lines = _in_lines(series.label)
    bottom = line_y - (18 if series.under else 2)
    names = [(words, round(bottom - 17 * place, 1)) for place, words in enumerate(reversed(lines))]
    bars = [_bar(figure, place, step, line_y, scale) for place, figure in enumerate(series.figures) if figure]
    return Band(names[::-1], series.under, round(line_y - 1, 1), round(line_y, 1), bars)


def _bar(figure: Figure, place: int, step: float, line_y: float, scale: float) -> Bar:
    middle, width = NAMES + step * (place + 0.5), min(step * 0.72, WIDEST_BAR)
    height = max(figure.value * scale, 1.5) if figure.value else 0.0  # one among thousands is seen all the same
    return Bar(
        x=round(middle - width / 2, 1),
        y=round(line_y - height, 1),
        width=round(width, 1),
        height=round(height, 1),
        middle=round(middle, 1),
        value_y=round(line_y - height - 5, 1),
        label=_that_fits(figure, step),
        is_unfinished=figure.is_unfinished,
        is_zero=not figure.value,
    )


def _that_fits(figure: Figure, step: float) -> str:
    """The value as it is written; in thousands where there is less room; nothing where there is none for that."""
    in_thousands = [f"{figure.value / 1000:.{digits}f}k" for digits in (1, 0)] if figure.value >= 1000 else []
    return next((words for words in (figure.label, *in_thousands) if len(words) * DIGIT <= step), "")


def _axis(columns: Sequence[Column], step: float) -> Iterator[AxisLabel]:
    """As many of the labels as fit beside each other; each year is named."""
    widest = max((len(column.label) for column in columns), default=0) * LETTER
    every = next(number for number in (1, 2, 3, 4, 6, 12, 24, 60, 1000) if number * step >= widest)
    for place, column in enumerate(columns):
        label = column.label if place % every == 0 else ""
        if label or column.under:
            yield AxisLabel(round(NAMES + step * (place + 0.5), 1), label, column.under)


def _in_lines(name: str) -> list[str]:
    """A name in two lines at the most."""
    whole = shortened(name, LONGEST_NAME)
    if len(whole) <= NAME_LINE:
        return [whole]
    space = whole.rfind(" ", 0, NAME_LINE + 1)
    first = whole[: space if space > 0 else NAME_LINE]
    return [first, shortened(whole[len(first) :], NAME_LINE)]


def _in_words(chart: Chart) -> str:
    """'Government: 28 contacts in all, most in November 2020 (4). Parliament: …'."""
    return " ".join(_series_in_words(series, chart) for series in chart.series)


def _series_in_words(series: Series, chart: Chart) -> str:
    told = [(figure, column) for figure, column in zip(series.figures, chart.columns, strict=False) if figure]
    most = max(told, key=lambda pair: pair[0].value, default=None)
    name = f"{series.label}, {series.under}" if series.under else series.label
    if most is None or not most[0].value:
        return f"{name}: none."
    return f"{name}: most in {most[1].words}, {most[0].label}."
