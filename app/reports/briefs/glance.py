"""What a brief says in one look: sentences counted from the record."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from app.contacts.newest import ContactFacts
from app.contacts.rules import ContactKind, Direction, kind_in_sentence
from app.core.paging import BoundedCount, describe_count
from app.core.plain_dates import DatePrecision, format_plain_date, how_long
from app.partnership.updates.words.english import counted, day, joined, kinds, on_date
from app.reports.briefs.history import LOOKED_AT, History
from app.reports.briefs.promises import FOLLOW_UPS_READ, Promises, promised_words
from app.reports.briefs.raised import Raised

TOLD_ONE_BY_ONE = 2


def sentences(
    history: History, raised: Raised, promises: Promises, *, since: dt.date | None, today: dt.date
) -> list[str]:
    told = [
        _contacts(history, since, today),
        _next(history.planned_from(today)),
        _raised(raised),
        promised_words(promises.ours, "We said we would do", today),
        promised_words(promises.theirs, "They said they would do", today),
        _follow_ups(promises, today),
    ]
    return [sentence for sentence in told if sentence]


def _contacts(history: History, since: dt.date | None, today: dt.date) -> str:
    held, period = history.held, f" since {day(since)}" if since else ""
    if not held:
        return f"No contact was held{period}." if since else "No contact is recorded as held yet."
    if len(held) <= TOLD_ONE_BY_ONE and not history.is_cut:
        named = joined([_told(each) for each in reversed(held)])
        return f"{counted(len(held), 'contact')}{period}: {named}."
    by_kind = kinds(Counter(each.kind for each in held))
    if history.is_cut:
        first = format_plain_date(held[-1].plain_date)
        return (
            f"More than {LOOKED_AT:,} contacts{period}. Of the newest, back to {first}: {by_kind}. {_last(held, today)}"
        )
    return f"{counted(len(held), 'contact')}{period}: {by_kind}. {_last(held, today)}"


def _told(each: ContactFacts) -> str:
    """'an evidence session on 13 January 2021', 'our letter of 3 February 2021'."""
    if each.kind.is_correspondence and each.direction and each.plain_date.precision is DatePrecision.DAY:
        whose = "our" if each.direction is Direction.OUT else "their"
        return f"{whose} {each.kind.label.lower()} of {format_plain_date(each.plain_date)}"
    return f"{kind_in_sentence(each.kind)} {on_date(each.plain_date)}"


def _last(held: Sequence[ContactFacts], today: dt.date) -> str:
    days = (today - held[0].plain_date.latest).days
    ago = "" if days < 1 else f", {how_long(days)} ago"
    return f"The last was {_told(held[0])}{ago}."


def _next(planned: Sequence[ContactFacts]) -> str:
    return f"Planned next: {_told_ahead(planned[0])}." if planned else ""


def _told_ahead(each: ContactFacts) -> str:
    kind = "another contact" if each.kind is ContactKind.OTHER else kind_in_sentence(each.kind)
    return f"{kind} {on_date(each.plain_date)}"


def _raised(raised: Raised) -> str:
    """'5 points raised, 2 of them with no disposition yet.'"""
    if not raised.count.value:
        return ""
    told = describe_count(raised.count, "point raised", "points raised")
    if not raised.waiting:
        return f"{told[0].upper()}{told[1:]}, each with a disposition." if not raised.count.is_more else f"{told}."
    if raised.count.value == raised.waiting == 1:
        return "1 point raised, with no disposition yet."
    return f"{told[0].upper()}{told[1:]}, {raised.waiting} of them with no disposition yet."


def _follow_ups(promises: Promises, today: dt.date) -> str:
    told = []
    for follow_ups, whose in ((promises.our_follow_ups, "ours"), (promises.their_follow_ups, "theirs")):
        if follow_ups:
            count = BoundedCount.of(len(follow_ups), limit=FOLLOW_UPS_READ)
            over = sum(one.due_on is not None and one.due_on < today for one in follow_ups[: count.value])
            told.append(f"{count} of {whose}" + (f" ({over} overdue)" if over else ""))
    return f"Open follow-ups: {joined(told)}." if told else ""
