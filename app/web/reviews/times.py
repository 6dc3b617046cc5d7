"""How soon contacts were logged in the last months, in a line for each."""

import datetime as dt
from dataclasses import dataclass

from app.contacts.timeliness import Logged
from app.contacts.visibility import Reader
from app.core.paging import describe_count
from app.reports.figures.periods import Months, last_months
from app.reports.figures.timeliness import Timeliness, timeliness_by_month
from app.web.reports.table import in_words

MONTHS_SHOWN = 3


@dataclass(frozen=True)
class TimeToLog:
    month: str
    words: str


def times_to_log(*, reader: Reader, team_id: int | None, today: dt.date) -> list[TimeToLog]:
    """The newest month first; those without any contact are left out."""
    found = timeliness_by_month(last_months(today, MONTHS_SHOWN), reader=reader, team_id=team_id)
    return [
        TimeToLog(in_words(Months(start, start)), words_of(found[start]))
        for start in sorted(found, reverse=True)
        if found[start].total
    ]


def words_of(timeliness: Timeliness) -> str:
    """'12 contacts, half of them 1–2 days later or sooner'."""
    contacts, middle = describe_count(timeliness.total, "contact", "contacts"), timeliness.middle
    if middle is None:
        return f"{contacts}, how soon is not known"
    when = middle.label.removeprefix("Logged ")
    if timeliness.total == 1:
        return f"{contacts}, {when}"
    if middle is Logged.LATER:  # nothing is later than that
        return f"{contacts}, {timeliness.contacts[middle]:,} of them {when}"
    return f"{contacts}, half of them {when}{'' if middle is Logged.SAME_DAY else ' or sooner'}"
