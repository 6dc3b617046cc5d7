"""Changes as the list of all changes shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.audit.models import AuditEntry
from app.organisations.matter_services import KIND as MATTER
from app.reports.changes.records import Record, names_of
from app.saved_views.queries import KIND as VIEW
from app.saved_views.queries import list_names_of_views
from app.web.audit.words import address_of, kind_words, page_of
from app.web.changes import when_label
from app.web.lists_shown.registry import column_words
from app.web.navigation import may_open


@dataclass(frozen=True)
class EntryRow:
    """An entry, with the page of its record where that is still there and its reader may open it."""

    id: int
    when_label: str
    who: str
    action: str
    kind_words: str
    label: str
    url: str
    fields: Sequence[tuple[str, str, str]]


def entry_rows(entries: Sequence[AuditEntry]) -> list[EntryRow]:
    there = names_of(_page_record(entry) for entry in entries)
    lists = list_names_of_views({entry.subject_id for entry in entries if entry.subject_kind == VIEW})
    return [entry_row(entry, there, lists) for entry in entries]


def entry_row(entry: AuditEntry, there: Mapping[Record, str], lists: Mapping[int, str]) -> EntryRow:
    kind, number = record = _page_record(entry)
    page = page_of(kind)
    is_open = record in there and page is not None and may_open(page[0])
    return EntryRow(
        id=entry.id,
        when_label=when_label(entry.occurred_at),
        who=entry.actor_name,
        action=entry.action,
        kind_words=kind_words(entry.subject_kind),
        label=entry.subject_label,
        url=address_of(kind, number) if is_open else "",
        fields=_fields(entry, lists.get(entry.subject_id, "")),
    )


def _fields(entry: AuditEntry, list_name: str) -> list[tuple[str, str, str]]:
    """Of a regulatory matter none: what it is about is told on its own page alone."""
    if entry.subject_kind == MATTER:
        return []
    fields = [(change["label"], change["old"], change["new"]) for change in entry.changes]
    return [_in_words(field, list_name) for field in fields] if entry.subject_kind == VIEW else fields


def _in_words(field: tuple[str, str, str], list_name: str) -> tuple[str, str, str]:
    """The columns of a saved view as its list heads them; they are kept by their names."""
    label, old, new = field
    return (label, column_words(list_name, old), column_words(list_name, new)) if label == "Columns" else field


def _page_record(entry: AuditEntry) -> Record:
    """The record whose page tells of the entry: of a follow-up, its contact."""
    if entry.subject_kind == "follow_up" and entry.contact_id is not None:
        return "contact", entry.contact_id
    return entry.subject_kind, entry.subject_id
