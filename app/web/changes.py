"""The record of changes, in the shape that the list of changes shows."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.audit.queries import Change
from app.audit.rules import Action
from app.core.clock import at_the_office
from app.web.templating import short_date


@dataclass(frozen=True)
class ChangeRow:
    when_label: str
    who: str
    action: str
    fields: list[tuple[str, str, str]]


def describe_changes(entries: Sequence[Change], *, page_of: str = "") -> list[ChangeRow]:
    """One row for each entry, in the order given, at the time that the office's clock showed.

    On a `page_of` one kind of record, entries of other kinds say which record they changed.
    """
    return [
        ChangeRow(
            when_label=when_label(entry.occurred_at),
            who=entry.actor_name,
            action=_action(entry, page_of),
            fields=_fields(entry),
        )
        for entry in entries
    ]


def _action(entry: Change, page_of: str) -> str:
    """What was done; of a follow-up, or of another record than the page's own, to which."""
    if entry.subject_kind == "follow_up":
        return f"{entry.action} “{entry.subject_label}”"
    if page_of and entry.subject_kind != page_of:
        return f"{entry.action} the {entry.subject_kind.replace('_', ' ')} “{entry.subject_label}”"
    return "logged" if entry.subject_kind == "contact" and entry.action == Action.CREATED else entry.action


def _fields(entry: Change) -> list[tuple[str, str, str]]:
    if entry.action == Action.RESTORED:
        return []  # the action says it all
    fields = [(change["label"], change["old"], change["new"]) for change in entry.changes]
    if entry.subject_kind == "follow_up":
        return [field for field in fields if field[0] != "Follow-up"]  # which says no more than the action
    return fields


def when_label(moment: dt.datetime) -> str:
    local = at_the_office(moment)
    return f"{short_date(local)}, {local:%H:%M}"
