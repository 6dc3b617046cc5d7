"""A diary as RFC 5545 has it. Calendars are shown to others, so it names nothing restricted."""

import datetime as dt

from icalendar import Calendar, Event

from app.calendar_feeds.queries import Diary
from app.contacts.models import Contact
from app.contacts.rules import kind_label
from app.core.clock import OFFICE_ZONE
from app.follow_ups.rows import ListedFollowUp

ONE_DAY = dt.timedelta(days=1)
RESTRICTED = "Restricted contact"


def write_calendar(diary: Diary, *, name: str, address: str) -> bytes:
    """`address` is where colleagues open Liaison."""
    calendar = Calendar()
    calendar.add("prodid", "-//Liaison//Follow-ups and planned contacts//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", f"Liaison: {name}")
    for follow_up in diary.follow_ups:
        if follow_up.due_on is not None:
            calendar.add_component(_due(follow_up, follow_up.due_on, address, diary.revised_at[follow_up.contact_id]))
    for contact in diary.planned:
        calendar.add_component(_planned(contact, address, diary.revised_at[contact.id]))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _due(follow_up: ListedFollowUp, due_on: dt.date, address: str, revised_at: dt.datetime) -> Event:
    url = f"{address}/contacts/{follow_up.contact_id}#follow-ups"
    event = _event(f"follow-up-{follow_up.id}", url, revised_at)
    event.add("dtstart", due_on)
    event.add("dtend", due_on + ONE_DAY)
    if follow_up.is_restricted:
        event.add("summary", f"Follow-up: {RESTRICTED}")
    else:
        event.add("summary", f"Follow-up: {follow_up.what}{_mark(is_sample=follow_up.is_sample)}")
        event.add("description", "\n".join(filter(None, (follow_up.organisation_name, url))))
    return event


def _planned(contact: Contact, address: str, revised_at: dt.datetime) -> Event:
    url = f"{address}/contacts/{contact.id}"
    event = _event(f"contact-{contact.id}", url, revised_at)
    if contact.starts_at is None:
        # A month or a year is as long as that.
        event.add("dtstart", contact.date)
        event.add("dtend", contact.plain_date.latest + ONE_DAY)
    else:
        begins = dt.datetime.combine(contact.date, contact.starts_at, OFFICE_ZONE)
        event.add("dtstart", begins)
        if contact.length_minutes:
            event.add("dtend", begins + dt.timedelta(minutes=contact.length_minutes))
    if contact.is_restricted:
        event.add("summary", RESTRICTED)
        return event
    with_whom = ", ".join(link.organisation.name for link in contact.organisation_links)
    event.add("summary", f"{contact.subject}{_mark(is_sample=contact.is_sample)}")
    event.add("description", "\n".join(filter(None, (kind_label(contact.kind, contact.direction), with_whom, url))))
    if contact.place:
        event.add("location", contact.place)
    return event


def _mark(*, is_sample: bool) -> str:
    return " (sample)" if is_sample else ""


def _event(uid: str, url: str, revised_at: dt.datetime) -> Event:
    event = Event()
    event.add("uid", f"{uid}@liaison")
    event.add("dtstamp", revised_at)
    event.add("url", url)
    event.add("transp", "TRANSPARENT" if uid.startswith("follow-up") else "OPAQUE")
    return event
