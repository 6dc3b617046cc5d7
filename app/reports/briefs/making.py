"""Making a brief from the record, as far as its reader may read it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from app.contacts.newest import has_restricted
from app.contacts.visibility import Reader
from app.core.plain_dates import PlainDate, format_plain_date
from app.reports.briefs.brief import Brief, BriefSection
from app.reports.briefs.elsewhere import find_theme, said_to_others
from app.reports.briefs.glance import sentences
from app.reports.briefs.history import (
    PLANNED_SHOWN,
    SHOWN,
    History,
    capacities,
    contact_rows,
    people_met,
    read_history,
)
from app.reports.briefs.promises import (
    FOLLOW_UPS_SHOWN,
    OURS,
    THEIRS,
    Promises,
    commitment_table,
    follow_up_rows,
    read_promises,
)
from app.reports.briefs.promises import SHOWN as COMMITMENTS_SHOWN
from app.reports.briefs.raised import SHOWN as POINTS_SHOWN
from app.reports.briefs.raised import Raised, read_raised
from app.reports.briefs.subjects import Facts, Subject


@dataclass(frozen=True)
class MadeFor:
    """For whom a brief is made and when, and from which day on contacts and points are told of."""

    reader: Reader
    name: str
    now: dt.datetime  # as the office's clock shows it
    since: dt.date | None = None

    @property
    def today(self) -> dt.date:
        return self.now.date()


def make_brief(subject: Subject, made_for: MadeFor) -> Brief:
    reader, since, today = made_for.reader, made_for.since, made_for.today
    history = read_history(subject, reader=reader, since=since)
    raised = read_raised(subject, reader=reader, since=since)
    promises = read_promises(subject, reader=reader, today=today)
    sections = list(_sections(subject, history, raised, promises, made_for))
    looked_at = {*raised.contact_ids, *promises.contact_ids, *([subject.planned.id] if subject.planned else [])}
    rows = [row for section in sections for row in section.rows]
    day = format_plain_date(PlainDate(today))
    return Brief(
        title=subject.name,
        under=subject.under,
        made=_made(made_for),
        made_for=made_for.name,
        made_on=today,
        in_one_look=sentences(history, raised, promises, since=since, today=today),
        who=[(label, value) for label, value in (*subject.who, *_met(history, subject)) if value],
        cautions=subject.cautions,
        sections=sections,
        footer=f"{subject.name}: brief of {day}",
        is_sample=subject.is_sample
        or any(each.is_sample for each in history.facts)
        or any(row.is_sample for row in rows),
        holds_restricted=has_restricted(looked_at)
        or any(each.is_restricted for each in history.facts)
        or any(row.is_restricted for row in rows),
    )


def _made(made_for: MadeFor) -> str:
    """'Made on 5 March 2021 at 14:40 for Officer A, from the contacts that Officer A may read'."""
    day = format_plain_date(PlainDate(made_for.today))
    since = f", since {format_plain_date(PlainDate(made_for.since))}" if made_for.since else ""
    name = made_for.name
    return f"Made on {day} at {made_for.now:%H:%M} for {name}, from the contacts that {name} may read{since}"


def _met(history: History, subject: Subject) -> Facts:
    met, for_us = people_met(history, subject)
    return [("Met lately", met), ("For us", for_us), ("Our capacity", capacities(history))]


def _sections(
    subject: Subject, history: History, raised: Raised, promises: Promises, made_for: MadeFor
) -> Iterator[BriefSection]:
    reader, today = made_for.reader, made_for.today
    planned = history.planned_from(today)[:PLANNED_SHOWN]
    if planned:
        yield BriefSection("planned", "Planned", rows=contact_rows(planned, reader=reader))
    held = history.held
    yield BriefSection(
        "contacts",
        "Contacts",
        note=f"the newest {SHOWN}" if history.is_cut else _note(min(len(held), SHOWN), len(held), which="newest"),
        rows=contact_rows(held[:SHOWN], reader=reader),
        empty="None recorded.",
    )
    yield BriefSection(
        "raised",
        "They raised",
        note=_note(min(raised.count.value, POINTS_SHOWN), raised.count.value, raised.count.is_more, which="newest"),
        rows=raised.rows,
        empty="No point is recorded.",
    )
    yield from _promised(promises, made_for)
    theme = find_theme(history, subject)
    if theme is not None:
        rows = said_to_others(theme[0], history, subject, reader=reader, since=made_for.since)
        yield BriefSection("others", f"Said to others on {theme[1]}", rows=rows, empty="Nothing is recorded.")


def _promised(promises: Promises, made_for: MadeFor) -> Iterator[BriefSection]:
    reader, today = made_for.reader, made_for.today
    for section, heading, lines, columns in (
        ("ours", "We said we would", promises.ours, OURS),
        ("theirs", "They said they would", promises.theirs, THEIRS),
    ):
        yield BriefSection(
            section,
            heading,
            note=_note(min(len(lines), COMMITMENTS_SHOWN), len(lines), which="first"),
            columns=columns,
            table=commitment_table(lines, reader=reader, today=today),
            empty="No commitment is recorded.",
        )
    for section, heading, follow_ups in (
        ("follow-ups", "Open follow-ups", promises.our_follow_ups),
        ("their-follow-ups", "Open follow-ups of theirs", promises.their_follow_ups),
    ):
        if section == "their-follow-ups" and not follow_ups:
            continue
        yield BriefSection(
            section,
            heading,
            note=f"the first {FOLLOW_UPS_SHOWN}" if len(follow_ups) > FOLLOW_UPS_SHOWN else "",
            rows=follow_up_rows(follow_ups, today=today),
            empty="None open.",
        )


def _note(shown: int, found: int, is_more: bool = False, *, which: str) -> str:
    """'the newest 8 of 42'; nothing where all are shown."""
    if shown == found and not is_more:
        return ""
    return f"the {which} {shown} of {'more than ' if is_more else ''}{found:,}"
