"""Counts, names and days as a letter has them."""

import datetime as dt
from collections.abc import Mapping, Sequence

from app.contacts.rules import ContactKind
from app.core.paging import describe_count
from app.core.plain_dates import DatePrecision, PlainDate, format_plain_date
from app.partnership.updates.rules import MOST_NAMED, Period
from app.programme.models import Output
from app.programme.rules import OutputStatus

MINUTES_OF_AN_HOUR = 60


def joined(words: Sequence[str]) -> str:
    """'A', 'A and B', 'A, B and C'."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def named(names: Sequence[str], total: int | None = None) -> str:
    """The first of the names, and how many others there are: 'A, B and 3 others'."""
    shown = list(names[:MOST_NAMED])
    others = (len(names) if total is None else total) - len(shown)
    return joined([*shown, describe_count(others, "other", "others")] if others else shown)


def counted(number: int, singular: str, plural: str = "") -> str:
    return describe_count(number, singular, plural or f"{singular}s")


def was(number: int) -> str:
    return "was" if number == 1 else "were"


def day(date: dt.date) -> str:
    return format_plain_date(PlainDate(date, DatePrecision.DAY))


def on_date(date: PlainDate) -> str:
    """'on 3 March 2021', 'in March 2021', 'on or before 3 March 2021'."""
    before = {DatePrecision.DAY: "on ", DatePrecision.ON_OR_BEFORE: ""}.get(date.precision, "in ")
    return before + format_plain_date(date)


def planned_for(date: PlainDate) -> str:
    """'planned for 3 March 2021', 'planned on or before 3 March 2021'."""
    before = "" if date.precision is DatePrecision.ON_OR_BEFORE else "for "
    return f"planned {before}{format_plain_date(date)}"


def period_words(period: Period) -> str:
    """'1 January 2021 to 31 March 2021', or the one day."""
    return day(period.first) if period.first == period.last else f"{day(period.first)} to {day(period.last)}"


def kinds(by_kind: Mapping[ContactKind, int]) -> str:
    """'5 meetings, 2 letters and 1 email': most first, then in the order of the kinds."""
    order = list(ContactKind)
    most_first = sorted(by_kind.items(), key=lambda each: (-each[1], order.index(each[0])))
    return joined([kind_count(kind, number) for kind, number in most_first if number])


def kind_count(kind: ContactKind, number: int) -> str:
    return counted(number, "other contact" if kind is ContactKind.OTHER else kind.label.lower())


def effort(minutes: int) -> str:
    """'12 hours 30 minutes'."""
    hours, rest = divmod(minutes, MINUTES_OF_AN_HOUR)
    told = [counted(hours, "hour")] if hours else []
    return " ".join([*told, counted(rest, "minute")] if rest or not hours else told)


def quoted(text: str) -> str:
    """To the letter, but on one line."""
    return f"“{one_line(text)}”"


def one_line(text: str) -> str:
    return " ".join(text.split())


def ended(text: str) -> str:
    """With a full stop, unless it ends in one or in a quotation that does."""
    return text if text.endswith((".", "?", "!", ".”", "?”", "!”")) else f"{text}."


def output_named(output: Output) -> str:
    """'the case study “From school to social care”'."""
    return f"the {output.kind.label.lower()} {quoted(output.title)}"


def standing(output: Output, as_of: dt.date) -> str:
    """Where an output stands: 'was published on 5 March 2021 (The Hub)'; what was due before `as_of` was due."""
    if output.status is OutputStatus.PUBLISHED and output.published_on:
        place = f" ({one_line(output.published_at)})" if output.published_at else ""
        return f"was published on {day(output.published_on)}{place}"
    if output.status is OutputStatus.RETIRED:
        return f"was retired on {day(output.retired_on)}" if output.retired_on else "was retired"
    words = {
        OutputStatus.PROPOSED: "is proposed",
        OutputStatus.DRAFTING: "is being drafted",
        OutputStatus.TESTING: "is being tested with practitioners",
    }[output.status]
    if output.due_on is None:
        return words
    return f"{words}, and {'was' if output.due_on < as_of else 'is'} due on {day(output.due_on)}"


def begun(text: str) -> str:
    """With a capital letter at its beginning."""
    return text[:1].upper() + text[1:]
