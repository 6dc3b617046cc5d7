"""Where things stand on the timeline."""

import datetime as dt
from itertools import combinations

import pytest

from app.core.paging import BoundedCount
from app.core.plain_dates import DatePrecision
from app.programme.models import Milestone, Output
from app.web.milestones.drawing import LEFT, LETTER, NO_DATE, RIGHT, Drawing, Mark, draw
from app.web.milestones.window import MOST_MONTHS, Window, month_number, read_window, window_around

TODAY = dt.date(2021, 3, 5)
YEAR_2021 = Window(2021 * 12, 12)


def test_a_window_holds_all_days_where_it_can() -> None:
    window = window_around([dt.date(2021, 1, 13), dt.date(2021, 11, 1)], TODAY)
    assert (window.starts[0], window.starts[-1]) == (dt.date(2020, 12, 1), dt.date(2022, 1, 1))
    assert window.words == "December 2020 to December 2021"


def test_a_window_is_a_year_long_at_least_and_two_at_most() -> None:
    assert window_around([TODAY], TODAY).months == 12
    far_apart = window_around([dt.date(2015, 1, 1), dt.date(2021, 6, 1), dt.date(2090, 1, 1)], TODAY)
    assert far_apart.months == MOST_MONTHS
    assert far_apart.starts[-2] == dt.date(2022, 3, 1)  # a year ahead, and not at what is planned for 2090


def test_without_any_date_it_is_about_today() -> None:
    assert dt.date(2021, 3, 1) in window_around([], TODAY).starts


def test_windows_lie_one_beside_the_other() -> None:
    assert YEAR_2021.earlier
    assert YEAR_2021.later
    assert YEAR_2021.earlier.starts[-1] == YEAR_2021.starts[0]
    assert YEAR_2021.later.starts[0] == YEAR_2021.starts[-1]


@pytest.mark.parametrize("text", ["", "2021", "2021-13", "2021-00", "0001-01", "9999-12", "２０２１-01", "2021-01-01"])
def test_what_is_no_month_is_no_window(text: str) -> None:
    assert read_window(text) is None


def test_a_month_of_the_address_begins_a_window() -> None:
    window = read_window("2021-02")
    assert window
    assert window.key == "2021-02"
    assert read_window("2200-12") is None  # two years from there there is no calendar
    edge = window_around([dt.date(1900, 1, 1)], TODAY)
    assert edge.starts[0] == dt.date(1900, 1, 1)


def drawn(*milestones: Milestone, outputs: tuple[Output, ...] = (), counts: tuple[int, ...] = (0,) * 12) -> Drawing:
    return draw(YEAR_2021, milestones, outputs, [BoundedCount.of(count) for count in counts], TODAY)


def milestone(title: str = "Laid", **fields: object) -> Milestone:
    precise = {"planned_precision": DatePrecision.DAY, "actual_precision": DatePrecision.DAY, "planned_words": ""}
    return Milestone(title=title, **{**precise, **fields})


def test_a_mark_stands_at_its_day_and_says_whether_it_is_passed() -> None:
    [first, last] = drawn(milestone(actual_on=dt.date(2021, 1, 1)), milestone(planned_on=dt.date(2021, 12, 31))).marks
    assert (first.kind, first.x, first.is_label_left) == ("passed", LEFT, False)
    assert last.kind == "planned"
    assert RIGHT - 5 < last.x < RIGHT
    assert last.is_label_left


def test_a_month_reaches_over_all_of_it_and_what_is_outside_is_left_to_the_table() -> None:
    [june] = drawn(
        milestone(planned_on=dt.date(2021, 6, 1), planned_precision=DatePrecision.MONTH),
        milestone(planned_on=dt.date(2022, 1, 1)),
    ).marks
    assert june.from_x is not None
    assert june.to_x is not None
    assert june.to_x - june.from_x == pytest.approx((RIGHT - LEFT) / 12, abs=0.2)


def test_one_without_a_date_stands_apart_with_its_words() -> None:
    drawing = drawn(milestone("The Code laid", planned_words="when time allows"))
    assert drawing.has_undated
    assert (drawing.marks[0].x, drawing.marks[0].label) == (NO_DATE, "The Code laid: when time allows")


def test_no_name_meets_another() -> None:
    days = [dt.date(2021, 1, 13), dt.date(2021, 2, 3), dt.date(2021, 2, 3), dt.date(2021, 7, 1), dt.date(2021, 9, 9)]
    drawing = drawn(
        *(milestone(f"Milestone number {number} of many", planned_on=day) for number, day in enumerate(days))
    )
    for one, other in combinations(drawing.marks, 2):
        assert one.y != other.y or _ends(one)[1] < _ends(other)[0] or _ends(other)[1] < _ends(one)[0]
    assert all(mark.y < drawing.axis_y for mark in drawing.marks)


def _ends(mark: Mark) -> tuple[float, float]:
    length = len(mark.label) * LETTER
    begins = mark.label_x - length if mark.is_label_left else mark.label_x
    return min(begins, mark.x), max(begins + length, mark.x)


def test_bars_are_as_high_as_their_counts_and_an_unfinished_month_says_so() -> None:
    months = drawn(counts=(1, 2, 4, 501, *[0] * 8)).months
    assert [month.count for month in months[:5]] == ["1", "2", "4", "500+", "0"]
    assert months[1].bar_height == pytest.approx(months[2].bar_height / 2, abs=0.1)
    assert (months[4].bar_height, months[2].is_unfinished, months[1].is_unfinished) == (0, True, False)
    assert (months[0].year, months[1].year) == ("2021", "")


def test_outputs_stand_at_the_day_that_they_were_published() -> None:
    assert drawn(outputs=(Output(published_on=dt.date(2021, 1, 1)),)).outputs == [LEFT]
    assert month_number(dt.date(2021, 1, 1)) == 2021 * 12
