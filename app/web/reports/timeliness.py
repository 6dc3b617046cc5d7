"""How soon contacts are logged: by month, and by team over all of the months."""

import datetime as dt
from collections.abc import Mapping, Sequence

from flask import url_for

from app.accounts.models import Team
from app.contacts.rules import ContactStatus
from app.contacts.timeliness import Logged
from app.contacts.visibility import Reader
from app.reports.figures.periods import Months
from app.reports.figures.timeliness import Timeliness, timeliness_by_month, timeliness_by_team, together
from app.web.charts import Figure
from app.web.reports.asked import Asked
from app.web.reports.table import (
    IN_ALL,
    Line,
    MonthSeries,
    Report,
    Table,
    days_of,
    draw,
    figures_of,
    in_words,
    notes_on,
)

HEADS = (*(word.short for word in Logged), "All contacts", "Half within", "Average")
EVERYONE = "Everyone"
MORE = "More than 30 days"  # under “Half within”
NOTES = (
    "Days from the day of a contact to the day on which it was logged.",
    "“Half within” and “Average” leave out contacts that were planned and so logged before, and those of no known day.",
    "A contact keeps the team that whoever logged it was in on the day; one of no team counts for everyone alone.",
)


def timeliness_report(asked: Asked, reader: Reader, teams: Sequence[Team]) -> Report:
    """With a table of the teams where none is asked for."""
    months = asked.months
    found = timeliness_by_month(months, reader=reader, team_id=asked.team_id)
    whose = asked.team[1] if asked.team else EVERYONE.lower()
    tables = [_by_month(asked, found, f"When contacts were logged, by month: {whose}")]
    if not asked.team:
        of_teams = timeliness_by_team(months, reader=reader)
        tables.append(_by_team(months, of_teams, together(found.values()), teams))
    series = _series(asked, found)
    title = "When contacts were logged"
    return Report(
        title=title,
        words=asked.words,
        drawn=draw("logged", title, months, series),
        tables=tables,
        notes=[*notes_on(months, asked.today), *NOTES],
    )


def _series(asked: Asked, found: Mapping[dt.date, Timeliness]) -> list[MonthSeries]:
    series = []
    for word in Logged:
        numbers = [found[start].contacts.get(word, 0) for start in asked.months.starts]
        urls = [_url(Months(start, start), word, asked.team_id) for start in asked.months.starts]
        figures = figures_of(asked.months, asked.today, numbers, urls)
        series.append(MonthSeries(word.short, figures, Figure(sum(numbers))))
    return [each for each in series if each.number]


def _by_month(asked: Asked, found: Mapping[dt.date, Timeliness], title: str) -> Table:
    lines = [
        Line(in_words(month), _figures(found[month.first], month, asked.team_id))
        for month in (Months(start, start) for start in asked.months.starts)
        if found[month.first].total or month.first <= asked.today
    ]
    whole = together(found.values())
    lines.append(Line(IN_ALL, _figures(whole, asked.months, asked.team_id), is_total=True))
    return Table("logged-by-month", title, ["Month", *HEADS], lines)


def _by_team(months: Months, of_teams: Mapping[int, Timeliness], whole: Timeliness, teams: Sequence[Team]) -> Table:
    lines = [Line(team.name, _figures(of_teams[team.id], months, team.id)) for team in teams if team.id in of_teams]
    lines.append(Line(EVERYONE, _figures(whole, months, None), is_total=True))
    return Table("logged-by-team", f"When contacts were logged, by team: {in_words(months)}", ["Team", *HEADS], lines)


def _figures(timeliness: Timeliness, months: Months, team_id: int | None) -> list[Figure | None]:
    counts: list[Figure | None] = [
        Figure(timeliness.contacts.get(word, 0), _url(months, word, team_id)) for word in Logged
    ]
    middle, average = timeliness.middle, timeliness.average_days
    return [
        *counts,
        Figure(timeliness.total, _url(months, None, team_id)),
        Figure(1, words=MORE if middle is Logged.LATER else middle.short) if middle else None,
        Figure(1, words=_days(average)) if average is not None else None,
    ]


def _days(average: float) -> str:
    """'2.4 days'."""
    words = f"{average:,.1f}".removesuffix(".0")
    return f"{words} day" if words == "1" else f"{words} days"


def _url(months: Months, word: Logged | None, team_id: int | None) -> str:
    address = f"{url_for('contacts.history')}?status={ContactStatus.HELD}&{days_of(months.first, months.last)}"
    address += f"&logged={word}" if word else ""
    return f"{address}&team={team_id}" if team_id else address
