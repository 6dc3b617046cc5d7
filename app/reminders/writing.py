"""Reminders as emails: plain text, and the same as a page. Mail is read by others, so it names nothing restricted."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.core.paging import describe_count
from app.core.plain_dates import PlainDate, format_plain_date, relative_due
from app.follow_ups.rows import ListedFollowUp
from app.reminders.queries import Reminding, Told
from app.reminders.rules import ReminderKind
from app.reminders.sending import NotAccepted

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
PAGE = "mail/reminder.html"
RESTRICTED = "A follow-up of a restricted contact"

_pages = Environment(
    loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


@dataclass(frozen=True)
class Line:
    """One follow-up."""

    due: str
    how_far: str
    what: str
    with_whom: str
    url: str


@dataclass(frozen=True)
class Part:
    """The overdue, or those that are coming."""

    heading: str
    lines: Sequence[Line]
    more: str
    url: str


def write_reminder(reminding: Reminding, *, sender: str, address: str, now: dt.datetime) -> EmailMessage:
    """`address` is where colleagues open Liaison."""
    parts = list(_parts(reminding, address))
    settings_url = f"{address}/follow-ups/reminders"
    message = EmailMessage()
    message["Subject"] = _subject(reminding)
    message["From"] = Address("Liaison", addr_spec=sender)
    message["To"] = _recipient(reminding)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_text(reminding, parts, settings_url))
    page = _pages.get_template(PAGE).render(name=reminding.name, parts=parts, settings_url=settings_url)
    message.add_alternative(page, subtype="html")
    return message


def _recipient(reminding: Reminding) -> Address:
    """Raises NotAccepted: an address that no email can bear must not keep those of others from being sent."""
    try:
        return Address(reminding.name, addr_spec=reminding.email)
    except (ValueError, MessageError) as problem:
        raise NotAccepted("no email can be sent to this address") from problem


def _subject(reminding: Reminding) -> str:
    """'Follow-ups: 2 overdue, 1 due soon'. A number alone tells nothing of what is restricted."""
    overdue = f"{reminding.overdue.count} overdue" if reminding.overdue.rows else ""
    coming = f"{reminding.coming.count} due soon" if reminding.coming.rows else ""
    return f"Follow-ups: {', '.join(filter(None, (overdue, coming)))}"


def _parts(reminding: Reminding, address: str) -> Iterator[Part]:
    lists = f"{address}/follow-ups/?owner=me"
    is_digest = reminding.kind is ReminderKind.DIGEST
    named = ("Overdue", "Due within a week") if is_digest else ("Just become overdue", "Due by the next working day")
    for heading, told, due in zip(named, (reminding.overdue, reminding.coming), ("overdue", "7"), strict=True):
        if told.rows:
            lines = [_line(row, reminding.today, address) for row in told.rows]
            yield Part(heading, lines, _more(told), f"{lists}&due={due}")


def _line(row: ListedFollowUp, today: dt.date, address: str) -> Line:
    due = format_plain_date(PlainDate(row.due_on)) if row.due_on else ""
    how_far = relative_due(row.due_on, today) if row.due_on else ""
    url = f"{address}/contacts/{row.contact_id}#follow-ups"
    if row.is_restricted:
        return Line(due, how_far, RESTRICTED, "", url)
    sample = " (sample)" if row.is_sample else ""
    return Line(due, how_far, f"{row.what}{sample}", row.organisation_name or "", url)


def _more(told: Told) -> str:
    rest = told.count.value - len(told.rows)
    if told.count.is_more:
        return f"More than {rest:,} others are in the list"
    return f"{describe_count(rest, 'other is', 'others are')} in the list" if rest else ""


def _text(reminding: Reminding, parts: Sequence[Part], settings_url: str) -> str:
    blocks = [f"Follow-ups of {reminding.name} in Liaison"]
    for part in parts:
        lines = [f"{line.due}, {line.how_far}: {_said(line)}\n{line.url}" for line in part.lines]
        blocks += [part.heading, *lines, f"{part.more or 'The list'}: {part.url}"]
    blocks.append(f"You chose to be sent this. Choose otherwise at {settings_url}")
    return "\n\n".join(blocks) + "\n"


def _said(line: Line) -> str:
    return f"{line.what} ({line.with_whom})" if line.with_whom else line.what
