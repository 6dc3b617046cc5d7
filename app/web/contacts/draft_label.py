"""What a draft is called: by its subject, else by who is in it or what its notes begin with, and its date."""

import re

from werkzeug.datastructures import MultiDict

from app.contacts.rules import ContactKind, Direction, propose_subject
from app.core.clock import office_today
from app.core.plain_dates import UnreadableDate, format_plain_date
from app.core.words import find_word
from app.drafts.rules import label_of
from app.entry.details import ParticipantKind, ParticipantRef
from app.entry.queries import describe_participants
from app.web.contacts.date_reading import read_contact_date
from app.web.contacts.who import MOST_CHOSEN

NAMED = 3  # as many as a proposed subject names; the rest is counted
TEXT_LIMIT = 300
_NEW_NAME = re.compile(r"(new_organisations|new_people)-[0-9]+-name")


def draft_label(typed: "MultiDict[str, str]") -> str:
    """Of a form as it was sent. Nothing is looked up where it has a subject."""
    subject, notes = typed.get("subject", ""), typed.get("notes", "")
    return label_of(subject, notes) if subject.strip() else label_of("", notes, who=_who(typed), when=_when(typed))


def _who(typed: "MultiDict[str, str]") -> str:
    """'Meeting with A and B', as the page would propose for a subject; else what was typed to find somebody."""
    ticks = typed.getlist("who")[:MOST_CHOSEN]
    refs = ParticipantRef.parse_all(text for tick in ticks for text in tick.split())
    added = _added(typed)
    organisations = [ref for ref in refs if ref.kind is ParticipantKind.ORGANISATION]
    if organisations or added["new_organisations"]:
        names = _names(organisations, added["new_organisations"])
    else:
        names = _names(refs, added["new_people"])
    kind = find_word(ContactKind, typed.get("kind")) or ContactKind.OTHER
    direction = find_word(Direction, typed.get("direction"))
    return propose_subject(kind, direction, names or _asked_for(typed))


def _added(typed: "MultiDict[str, str]") -> dict[str, list[str]]:
    """The names typed into the rows of new organisations and of new people."""
    added: dict[str, list[str]] = {"new_organisations": [], "new_people": []}
    for name, value in typed.items():
        row = _NEW_NAME.fullmatch(name)
        if row and value.strip():
            added[row[1]].append(value.strip()[:TEXT_LIMIT])
    return added


def _names(refs: list[ParticipantRef], added: list[str]) -> list[str]:
    """What the first are called; the others are blank, since they are only counted."""
    described = describe_participants(refs[:NAMED])
    names = [described[ref].name for ref in refs[:NAMED] if ref in described] + added
    return names + [""] * len(refs[NAMED:]) if len(names) >= NAMED else names


def _asked_for(typed: "MultiDict[str, str]") -> list[str]:
    """What was typed to find somebody, and means nobody yet."""
    text = typed.get("who_text", "").strip()[:TEXT_LIMIT]
    return [text] if text else []


def _when(typed: "MultiDict[str, str]") -> str:
    text, status, status_from = typed.get("date", "")[:TEXT_LIMIT], typed.get("status"), typed.get("status_from")
    try:
        date = read_contact_date(text, status=status, status_from=status_from, today=office_today())
    except UnreadableDate:
        return ""
    return format_plain_date(date, style="short")
