"""How soon contacts are logged: how many of them when, and what that comes to."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.contacts.months.models import By
from app.contacts.timeliness import Logged
from app.contacts.visibility import Reader
from app.reports.figures.periods import Months
from app.reports.figures.tallies import count_by_month, count_by_team


@dataclass
class Timeliness:
    """Of some contacts: how many were logged when, and the days that it took together."""

    contacts: dict[Logged, int] = field(default_factory=dict)
    days: int = 0

    @property
    def total(self) -> int:
        return sum(self.contacts.values())

    @property
    def average_days(self) -> float | None:
        """Of those that have days to count."""
        measured = sum(number for word, number in self.contacts.items() if word.is_measured)
        return self.days / measured if measured else None

    @property
    def middle(self) -> Logged | None:
        """By when half of those that have days to count were logged."""
        measured = [(word, self.contacts.get(word, 0)) for word in Logged if word.is_measured]
        half, so_far = sum(number for _word, number in measured) / 2, 0
        for word, number in measured:
            so_far += number
            if number and so_far >= half:
                return word
        return None


def timeliness_by_month(months: Months, *, reader: Reader, team_id: int | None = None) -> Mapping[dt.date, Timeliness]:
    """Of each month, of one team or of everyone."""
    found = {start: Timeliness() for start in months.starts}
    for by in (By.LOGGED, By.DAYS):
        for (key, start), number in count_by_month(by, months, reader=reader, team_id=team_id).items():
            _add(found[start], by, key, number)
    return found


def timeliness_by_team(months: Months, *, reader: Reader) -> Mapping[int, Timeliness]:
    """Of each team that has contacts in these months, all together."""
    found: dict[int, Timeliness] = {}
    for by in (By.LOGGED, By.DAYS):
        for (team_id, key), number in count_by_team(by, months, reader=reader).items():
            _add(found.setdefault(team_id, Timeliness()), by, key, number)
    return found


def together(parts: Iterable[Timeliness]) -> Timeliness:
    """Of parts that have no contact in common."""
    whole = Timeliness()
    for part in parts:
        whole.days += part.days
        for word, number in part.contacts.items():
            whole.contacts[word] = whole.contacts.get(word, 0) + number
    return whole


def _add(timeliness: Timeliness, by: By, key: str, number: int) -> None:
    if by is By.DAYS:
        timeliness.days += number
    else:
        timeliness.contacts[Logged(key)] = number
