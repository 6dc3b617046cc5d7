"""Where contact is missing: workstreams that a partner group was not met about for a year, or not lately."""

import datetime as dt
from dataclasses import dataclass

from flask import url_for

from app.contacts.coverage.rules import StrandKind, is_quiet
from app.contacts.rules import ContactStatus
from app.contacts.visibility import Reader
from app.partnership.coverage import Columns, read_coverage
from app.web.templating import long_date

DAYS_LOOKED_BACK, LOOKED_BACK = 365, "12 months"
QUIET_AFTER_DAYS = 90
SHOWN = 5


@dataclass(frozen=True)
class Gap:
    """A cell of the matrix without contact, or without any lately."""

    words: str
    url: str
    since: str
    is_gap: bool


@dataclass(frozen=True)
class Gaps:
    """The first of them, those that are quiet before those that were never there, and how many there are."""

    rows: list[Gap]
    more: int


def gaps_of(*, reader: Reader, today: dt.date) -> Gaps:
    first = today - dt.timedelta(days=DAYS_LOOKED_BACK)
    coverage = read_coverage(StrandKind.WORKSTREAM, Columns.GROUPS, first=first, last=today, reader=reader)
    found: list[Gap] = []
    for strand in coverage.strands:
        for column in coverage.columns:
            last_on = coverage.cell(strand, column.side).last_on
            if last_on is None or is_quiet(last_on, as_of=today, after_days=QUIET_AFTER_DAYS):
                url = url_for(
                    "contacts.history",
                    workstream=strand.id,
                    group=column.side.key,
                    status=ContactStatus.HELD.value,
                )
                since = f"Quiet since {long_date(last_on)}" if last_on else f"No contact in the last {LOOKED_BACK}"
                found.append(Gap(f"{strand.name}: {column.label}", url, since, last_on is None))
    found.sort(key=lambda gap: gap.is_gap)
    return Gaps(found[:SHOWN], max(0, len(found) - SHOWN))
