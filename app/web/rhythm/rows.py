"""Who is quiet, in the shape that the list shows: since when, who spoke to them last and about what."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from app.contacts.rhythm.next_planned import NextPlanned, find_next_planned
from app.contacts.rhythm.queries import InRhythm
from app.contacts.rows import ContactRow, read_rows
from app.contacts.search.keys import FoundKeys
from app.contacts.search.query import parse_search
from app.contacts.visibility import Reader
from app.core.paging import BoundedCount
from app.core.plain_dates import how_long, relative_due
from app.web.templating import long_date, short_date

NO_WORDS = parse_search("")


@dataclass(frozen=True)
class QuietRow:
    title: str
    url: str
    under: str
    interval_words: str
    last_label: str
    quiet_for: str
    over_label: str
    last: ContactRow | None
    planned_label: str  # empty where none is planned
    planned_url: str
    plan_url: str
    log_url: str
    is_sample: bool


def planned_for(*lists: Sequence[InRhythm], reader: Reader, today: dt.date) -> dict[int, NextPlanned]:
    """What is planned with anybody on the page, read at once for all of its lists."""
    return find_next_planned([one.id for found in lists for one in found], reader=reader, today=today)


def quiet_rows(
    found: Sequence[InRhythm], planned: Mapping[int, NextPlanned], *, reader: Reader, today: dt.date
) -> list[QuietRow]:
    keys = sorted({one.last_key for one in found if one.last_key is not None}, reverse=True)
    rows = read_rows(FoundKeys(keys, BoundedCount(len(keys))), len(keys), reader=reader, query=NO_WORDS)
    last = {row.sort_key: row for row in rows}
    return [_row(one, last.get(one.last_key or 0), planned.get(one.id), today) for one in found]


def address_of(one: InRhythm) -> str:
    if one.post_id is not None:
        return url_for("posts.post", post_id=one.post_id)
    return url_for("organisations.organisation", organisation_id=one.organisation_id)


def name_of(one: InRhythm) -> str:
    return one.post_title or one.organisation_name


def _row(one: InRhythm, last: ContactRow | None, planned: NextPlanned | None, today: dt.date) -> QuietRow:
    whom: dict[str, Any] = {"organisation": one.organisation_id} if one.post_id is None else {"post": one.post_id}
    return QuietRow(
        title=name_of(one),
        url=address_of(one),
        under=one.organisation_name if one.post_title else "",
        interval_words=one.interval.words,
        last_label=short_date(one.last_on),
        quiet_for=how_long((today - one.last_on).days) if one.last_on else "",
        over_label=relative_due(one.due_on, today) if one.due_on else "",
        last=last,
        planned_label=long_date(planned.on) if planned else "",
        planned_url=url_for("contacts.contact", contact_id=planned.contact_id) if planned else "",
        plan_url=url_for("contacts.log", **whom, plan="yes"),
        log_url=url_for("contacts.log", **whom),
        is_sample=one.is_sample,
    )
