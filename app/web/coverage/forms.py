"""What the matrix shows: its rows, its columns, the days, and after how many without contact a cell is quiet."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import StringField

from app.contacts.coverage.rules import StrandKind
from app.core.plain_dates import FIRST_YEAR, PlainDate, format_plain_date
from app.partnership.coverage import Columns
from app.web.contacts.filter_form import PeriodForm, PickOne, one_line

QUIET_AFTER = (30, 60, 90, 180, 365)
COLUMN_WORDS = {
    Columns.GROUPS_AND_SECTORS: "Partner groups and sectors",
    Columns.GROUPS: "Partner groups",
    Columns.SECTORS: "Sectors",
}


class PickAlways(PickOne):
    """One of a list: the usual one until another is chosen."""

    def __init__(self, label: str, words: dict[str, str], usual: str, **kwargs: Any) -> None:
        super().__init__(label, "", **kwargs)
        self.options, self.default = words, usual

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        super().process_formdata([value for value in valuelist if value])


class CoverageForm(PeriodForm):
    """What /coverage/ is asked for, named as in its address. Without dates it is the year that ends today."""

    rows = PickAlways("Rows", {kind.value: kind.label for kind in StrandKind}, StrandKind.WORKSTREAM)
    columns = PickAlways(
        "Columns", {each.value: words for each, words in COLUMN_WORDS.items()}, Columns.GROUPS_AND_SECTORS
    )
    from_ = StringField("From", name="from", default="", filters=[one_line])
    to = StringField("To", default="", filters=[one_line])
    quiet = PickAlways("Quiet after", {str(days): f"{days} days" for days in QUIET_AFTER}, "90")

    def __init__(self, args: "MultiDict[str, str]", today: dt.date) -> None:
        super().__init__(args)
        self.today = today

    @property
    def kind(self) -> StrandKind:
        return StrandKind(self.rows.data)

    @property
    def columns_asked(self) -> Columns:
        return Columns(self.columns.data)

    @property
    def quiet_after(self) -> int:
        return int(self.quiet.data)

    def validate(self, extra_validators: Any = None) -> bool:
        """Fills in the days that were left out, once those that were typed can be read."""
        if not super().validate(extra_validators):
            return False
        last = self.date_to.latest if self.date_to else self.today
        first = self.date_from.date if self.date_from else _year_before(last)
        self.period = first, last
        if first > last:
            said = format_plain_date(PlainDate(last))
            self.from_.errors = [f"This is after {said}, on which the period ends. Enter an earlier day, or “To” too."]
            return False
        for field, day in ((self.from_, first), (self.to, last)):
            field.data = field.data or format_plain_date(PlainDate(day), style="short")
        return True


def _year_before(last: dt.date) -> dt.date:
    """The first of the days that make a year with the last one."""
    after = last + dt.timedelta(days=1)
    if after.year == FIRST_YEAR:
        return dt.date(FIRST_YEAR, 1, 1)
    is_leap_day = (after.month, after.day) == (2, 29)
    return after.replace(year=after.year - 1, day=28 if is_leap_day else after.day)
