"""All changes: newest first, narrowed by who, what was done, to what and when."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.queries import list_colleagues
from app.accounts.rules import Permission
from app.core.clock import office_today
from app.core.paging import BoundedCount, describe_count
from app.reports.changes.queries import (
    LOOKED_AT,
    ChangeCount,
    ChangePage,
    count_all_changes,
    get_change,
    list_actions,
    list_all_changes,
    list_kinds,
)
from app.reports.changes.records import find_records_called, names_of
from app.upkeep.restoring.services import read_restorable
from app.web.access import requires
from app.web.audit import blueprint
from app.web.audit.forms import ChangeFilterForm
from app.web.audit.rows import entry_rows
from app.web.audit.words import kind_words
from app.web.contacts.reading import current_reader, read_cursor
from app.web.directory_lists import chips_for, read_number


@blueprint.get("/")
@requires(Permission.READ_AUDIT)
def index() -> ResponseReturnValue:
    form, record_id, reader = _form(), read_number("record"), current_reader()
    filters = form.chosen(record_id)
    labels = {**form.labels(), **_record_label(filters.subject_kind, filters.subject_id)}
    page = list_all_changes(filters, reader=reader, below=read_cursor())
    return render_template(
        "audit/index.html",
        form=form,
        rows=entry_rows(page.entries),
        count_text=_count_words(count_all_changes(filters, reader=reader)),
        chips=chips_for("audit.index", labels),
        called=_choices(form.called.data or ""),
        looked_at=LOOKED_AT if page.is_so_far else None,
        **_ways_on(page, list(labels)),
    )


@blueprint.get("/<int:entry_id>")
@requires(Permission.READ_AUDIT)
def entry(entry_id: int) -> ResponseReturnValue:
    reader = current_reader()
    shown = get_change(entry_id, reader=reader)
    restorable = read_restorable(shown, reader=reader)
    return render_template("audit/entry.html", row=entry_rows([shown])[0], restorable=restorable)


def _form() -> ChangeFilterForm:
    return ChangeFilterForm(
        request.args,
        colleagues=list_colleagues(),
        kinds=list_kinds(),
        actions=list_actions(),
        today=office_today(),
    )


def _record_label(kind: str, number: int | None) -> dict[str, str]:
    """The filter by one record, in words; one that is gone has its number left."""
    if number is None:
        return {}
    name = names_of([(kind, number)]).get((kind, number), "")
    return {"record": f"“{name}”" if name else f"the {kind_words(kind)} with the number {number}"}


def _choices(words: str) -> Sequence[tuple[str, str, str]]:
    """Records so called: name, kind and the address of their changes."""
    return [
        (name, kind_words(kind), url_for("audit.index", kind=kind, record=number))
        for (kind, number), name in (find_records_called(words) if words else {}).items()
    ]


def _count_words(count: ChangeCount) -> str:
    words = describe_count(BoundedCount(count.value, count.is_more), "change", "changes")
    return f"At least {words}" if count.is_at_least else words


def _ways_on(page: ChangePage, names: Sequence[str]) -> dict[str, str]:
    """To what is older under the same filters, and back to the newest."""
    kept: dict[str, Any] = {name: request.args[name] for name in names if request.args.get(name)}
    older = url_for("audit.index", **kept, before=page.next_cursor) if page.next_cursor is not None else ""
    newest = url_for("audit.index", **kept) if read_cursor() is not None else ""
    return {"older_url": older, "newest_url": newest}
