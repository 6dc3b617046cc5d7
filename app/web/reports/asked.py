"""What the reports are asked for: by what, whose, and which months."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict
from wtforms import StringField
from wtforms.validators import ValidationError

from app.accounts.models import Team
from app.contacts.months.models import By
from app.core.plain_dates import FIRST_YEAR, LAST_YEAR
from app.reports.figures.periods import (
    MOST_MONTHS,
    Months,
    calendar_year,
    financial_year,
    financial_year_of,
    last_months,
)
from app.web.contacts.filter_form import PeriodForm, PickOne, one_line
from app.web.coverage.forms import PickAlways
from app.web.reports.table import in_words

LAST_12 = "last12"
YEARS_OFFERED = 6
BY_WORDS = {
    By.KIND: "Kind",
    By.GROUP: "Partner group",
    By.SECTOR: "Sector",
    By.WORKSTREAM: "Workstream",
    By.CAPACITY: "Capacity",
    By.COLLEAGUE: "Colleague",
    By.TEAM: "Team",
}
_OTHER = re.compile(r"(\d{4})-(\d\d)\.\.(\d{4})-(\d\d)")
_YEAR = re.compile(r"(\d{4})(-\d\d)?")


@dataclass(frozen=True)
class Asked:
    """What a report is asked for, once it could be read."""

    by: By
    months: Months
    team: tuple[int, str] | None
    today: dt.date

    @property
    def words(self) -> str:
        """'April 2020 to March 2021, team North'."""
        return f"{in_words(self.months)}, team {self.team[1]}" if self.team else in_words(self.months)

    @property
    def team_id(self) -> int | None:
        return self.team[0] if self.team else None


class ReportForm(PeriodForm):
    """The address of a report. Its months are a period of the list, or others, typed as two dates."""

    by = PickAlways("By", {by.value: words for by, words in BY_WORDS.items()}, By.GROUP)
    team = PickOne("Team", "Everyone")
    period = PickAlways("Months", {}, LAST_12)
    from_ = StringField("From", name="from", default="", filters=[one_line])
    to = StringField("To", default="", filters=[one_line])

    def __init__(self, args: "MultiDict[str, str]", *, today: dt.date, teams: Sequence[Team]) -> None:
        super().__init__(args)
        self.today = today
        self.team.offer((team.id, team.name) for team in teams)
        self._periods = dict(_offered(today))
        self.period.options = {value: words for value, (words, _months) in self._periods.items()}
        self._let_stand(self.period.data or "")

    def validate_to(self, field: StringField) -> None:
        """Months that were typed are taken in the place of those of the list."""
        super().validate_to(field)
        if not field.data and not self.from_.data:
            return
        if self.from_.errors or not self.date_from:
            if not self.from_.errors:
                raise ValidationError("Enter a month in “From” too, such as April 2020.")
            return
        last = self.date_to.latest if self.date_to else self.today
        months = Months(self.date_from.date.replace(day=1), last.replace(day=1))
        if months.number < 1:
            raise ValidationError("Enter a month that does not come before “From”.")
        if months.number > MOST_MONTHS:
            raise ValidationError(
                f"These are {months.number} months. A report has {MOST_MONTHS} at most: choose fewer."
            )
        self._let_stand(f"{months.first:%Y-%m}..{months.last:%Y-%m}")

    @property
    def asked(self) -> Asked:
        """Only after the form was validated."""
        team = (int(self.team.data), self.team.words) if self.team.data else None
        return Asked(By(self.by.data), self._periods[self.period.data][1], team, self.today)

    @property
    def arguments(self) -> dict[str, str]:
        """What the address of this report, or of another one of the same months, has to say."""
        return {name: self[name].data for name in ("by", "team", "period") if self[name].data}

    def _let_stand(self, value: str) -> None:
        """A year that is not offered, or months that were typed, come to the list, chosen."""
        months = _months_of(value)
        if value not in self._periods and months is not None:
            self._periods[value] = (in_words(months), months)
            self.period.options[value] = in_words(months)
        if value in self._periods:
            self.period.data = value


def _offered(today: dt.date) -> Iterator[tuple[str, tuple[str, Months]]]:
    yield LAST_12, ("Last 12 months", last_months(today))
    latest = financial_year_of(today)
    for year in range(latest, latest - YEARS_OFFERED, -1):
        value = f"{year}-{(year + 1) % 100:02}"
        yield value, (f"Financial year {value}", financial_year(year))
    for year in range(today.year, today.year - YEARS_OFFERED, -1):
        yield str(year), (f"Calendar year {year}", calendar_year(year))


def _months_of(value: str) -> Months | None:
    """Of '2020', '2020-21' or '2020-04..2021-06'."""
    if found := _OTHER.fullmatch(value):
        return _between(*map(int, found.groups()))
    found = _YEAR.fullmatch(value)
    if not found or not FIRST_YEAR <= int(found[1]) < LAST_YEAR:
        return None
    year = int(found[1])
    if not found[2]:
        return calendar_year(year)
    return financial_year(year) if found[2] == f"-{(year + 1) % 100:02}" else None


def _between(first_year: int, first_month: int, last_year: int, last_month: int) -> Months | None:
    try:
        months = Months(dt.date(first_year, first_month, 1), dt.date(last_year, last_month, 1))
    except ValueError:
        return None
    is_known = FIRST_YEAR <= first_year <= last_year <= LAST_YEAR
    return months if is_known and 1 <= months.number <= MOST_MONTHS else None
