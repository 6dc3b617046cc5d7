"""Where the bars and words of a chart stand."""

import datetime as dt
from itertools import pairwise

import pytest

from app.web.charts import Chart, Column, Figure, Series, draw_chart, month_columns, months_between
from app.web.charts.drawing import NAMES, WIDTH

COLUMNS = month_columns(months_between(dt.date(2020, 11, 3), dt.date(2021, 2, 28)))


def chart(*values: tuple[int, ...], columns: list[Column] | None = None, **names: str) -> Chart:
    series = [Series(f"Group {place}", [Figure(value) for value in row]) for place, row in enumerate(values)]
    return Chart(id="groups", title="Contacts by month", columns=columns or COLUMNS, series=series)


def test_months_are_named_and_the_year_stands_where_it_begins() -> None:
    assert [(column.label, column.under) for column in COLUMNS] == [
        ("Nov", "2020"),
        ("Dec", ""),
        ("Jan", "2021"),
        ("Feb", ""),
    ]
    assert COLUMNS[2].words == "January 2021"


def test_all_series_are_drawn_on_one_scale() -> None:
    first, second = draw_chart(chart((1, 2, 0, 4), (8, 0, 0, 0))).bands
    assert first.bars[3].height == pytest.approx(second.bars[0].height / 2, abs=0.2)
    assert (first.bars[2].height, first.bars[2].is_zero, first.bars[2].label) == (0, True, "0")
    assert all(
        band.line_y == pytest.approx(bar.y + bar.height, abs=0.2) for band in (first, second) for bar in band.bars
    )


def test_no_bar_reaches_into_the_series_above_it() -> None:
    drawn = draw_chart(chart(*[(9, 1, 5, 9)] * 7))
    for above, below in pairwise(drawn.bands):
        assert min(bar.value_y for bar in below.bars) - 10 >= above.line_y
    assert drawn.height > drawn.axis_y >= drawn.bands[-1].line_y


def test_bars_stay_between_the_names_and_the_right_edge_at_every_number_of_months() -> None:
    for months in (1, 12, 36, 60):
        columns = month_columns(months_between(dt.date(2021, 1, 1), dt.date(2021 + (months - 1) // 12, 12, 1)))[:months]
        [band] = draw_chart(chart((3,) * months, columns=columns)).bands
        assert all(bar.x >= NAMES and bar.x + bar.width <= WIDTH for bar in band.bars)
        assert all(one.x + one.width <= other.x for one, other in pairwise(band.bars))


def test_a_value_is_written_as_far_as_there_is_room() -> None:
    many = month_columns(months_between(dt.date(2021, 1, 1), dt.date(2023, 12, 1)))
    assert draw_chart(chart((12_345,) * 4)).bands[0].bars[0].label == "12,345"
    assert draw_chart(chart((1_234,) * 36, columns=many)).bands[0].bars[0].label == "1k"
    assert draw_chart(chart((123,) * 36, columns=many)).bands[0].bars[0].label == "123"


def test_one_among_thousands_is_seen() -> None:
    assert draw_chart(chart((1, 100_000, 0, 0))).bands[0].bars[0].height > 1


def test_nothing_at_all_is_drawn_too() -> None:
    drawn = draw_chart(chart((0, 0, 0, 0)))
    assert [bar.label for bar in drawn.bands[0].bars] == ["0"] * 4
    assert drawn.words == "Group 0: none."


def test_where_there_is_nothing_to_say_yet_nothing_stands() -> None:
    series = Series("2021", [Figure(2, is_unfinished=True), None, None, None], "2 contacts")
    drawn = draw_chart(Chart(id="year", title="By month", columns=COLUMNS, series=[series]))
    assert len(drawn.bands[0].bars) == 1
    assert drawn.has_unfinished
    assert drawn.words == "2021, 2 contacts: most in November 2020, 2."


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Government", ["Government"]),
        ("Health and social care trusts", ["Health and social", "care trusts"]),
        ("Unpronounceablyandverylongname", ["Unpronounceablyandve", "rylongname"]),
        ("A name of very many words that no margin holds in two lines", ["A name of very many", "words that no…"]),
    ],
)
def test_a_long_name_takes_two_lines(name: str, lines: list[str]) -> None:
    series = Series(name, [Figure(1)])
    [band] = draw_chart(Chart(id="one", title="By month", columns=COLUMNS[:1], series=[series])).bands
    assert [words for words, _y in band.names] == lines
    assert [y for _words, y in band.names] == sorted(y for _words, y in band.names)
