"""When a milestone is planned and when it was passed, in words, and how far the two lie apart."""

import datetime as dt
from dataclasses import dataclass

from app.core.plain_dates import DatePrecision, PlainDate, format_plain_date, relative_due


@dataclass(frozen=True)
class FarOff:
    """How far off a milestone is, in words; is_over: it should have been passed by now."""

    words: str
    is_over: bool = False


def planned_words(planned: PlainDate | None, words: str, *, is_passed: bool = False) -> str:
    """'February 2021', or 'None yet: when time allows'."""
    if planned is None and is_passed:
        return words or "Not recorded"
    if planned is None:
        return f"None yet: {words}" if words else "None yet"
    return f"{format_plain_date(planned)} ({words})" if words else format_plain_date(planned)


def how_far_off(planned: PlainDate | None, actual: PlainDate | None, today: dt.date) -> FarOff:
    """Against its plan once it is passed, against today until then."""
    if actual is not None:
        return FarOff(_against_plan(planned, actual) if planned else "Passed")
    if planned is None:
        return FarOff("No date yet")
    if planned.lies_before(today):
        return FarOff(relative_due(planned.latest, today), is_over=True)
    if planned.precision is DatePrecision.ON_OR_BEFORE:
        return FarOff(f"{relative_due(planned.latest, today)} at the latest")
    if planned.precision is DatePrecision.DAY or planned.lies_after(today):
        return FarOff(relative_due(planned.date, today))
    return FarOff("this month" if planned.precision is DatePrecision.MONTH else "this year")


def _against_plan(planned: PlainDate, actual: PlainDate) -> str:
    """In days where both are known to the day."""
    in_days = planned.precision is actual.precision is DatePrecision.DAY
    days = abs((actual.date - planned.date).days)
    apart = f"{days:,} {'day' if days == 1 else 'days'} " if in_days else ""
    if planned.earliest is not None and actual.latest < planned.earliest:
        return f"Passed, {apart}early"
    if actual.earliest is not None and actual.earliest > planned.latest:
        return f"Passed, {apart}late"
    return "Passed as planned"
