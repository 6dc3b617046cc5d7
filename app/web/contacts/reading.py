"""What every page that lists contacts shares: who reads, where the page begins, what is overdue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from flask import request, url_for

from app.contacts.history import ContactPage
from app.contacts.rows import ROWS_KEPT, ContactRow
from app.contacts.search.keys import HIGHEST_KEY
from app.contacts.visibility import Reader
from app.core.clock import office_today
from app.core.paging import describe_count
from app.core.plain_dates import format_plain_date
from app.documents.queries import find_in_files
from app.follow_ups.queries import count_overdue_by_contact
from app.web.access import the_account


def current_reader() -> Reader:
    account = the_account()
    return Reader(account.id, account.may_read_restricted)


def read_cursor(name: str = "before") -> int | None:
    """The sort key that the page lies below, or after; what is no sort key is the beginning."""
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 20 and int(text) < HIGHEST_KEY else None


def with_overdue(page: ContactPage) -> ContactPage:
    """The page with how many of each contact's open follow-ups are past their date."""
    open_ids = [row.id for row in page.rows if row.open_follow_up_count]
    overdue = count_overdue_by_contact(open_ids, office_today())
    if not overdue:
        return page
    rows = [_with_overdue_count(row, overdue[row.id]) if row.id in overdue else row for row in page.rows]
    return replace(page, rows=rows)


def with_words_in_files(page: ContactPage, words: str) -> ContactPage:
    """The page with the place in a file that the words are found at, where nothing else shown of a contact has them."""
    unexplained = [row.id for row in page.rows if row.attachment_count and not _shows_hit(row)]
    found = find_in_files(unexplained, words) if words and unexplained else {}
    if not found:
        return page
    rows = [replace(row, snippet=found[row.id]) if row.id in found else row for row in page.rows]
    return replace(page, rows=rows)


def _shows_hit(row: ContactRow) -> bool:
    return any(fragment.is_hit for fragment in (*row.subject, *row.snippet))


@lru_cache(maxsize=ROWS_KEPT)
def _with_overdue_count(row: ContactRow, count: int) -> ContactRow:
    return replace(row, open_overdue_count=count)


def older_label(page: ContactPage) -> str:
    """The words on the way to older contacts; none on the last page."""
    return f"Older than {format_plain_date(page.older_than)}" if page.older_than else ""


@dataclass(frozen=True)
class RecordHistory:
    """The history on a record's page, as contacts/_record_history.html shows it."""

    rows: Sequence[ContactRow]
    count_text: str
    empty_text: str
    older_url: str
    older_label: str
    newest_url: str
    search_url: str
    log_url: str
    related_url: str
    includes_related: bool
    further: Sequence[tuple[str, str]] = ()  # other ways to see it: words and address


def record_history(
    page: ContactPage,
    *,
    whom: str,
    search_filter: Mapping[str, Any],
    includes_related: bool | None = None,
    relation: str = "with",
) -> RecordHistory:
    """The history of one record, with the way on in the same page.

    search_filter is the record as a filter of /contacts/; includes_related is None where nothing is related.
    """
    related = "yes" if includes_related else None
    other_view = None if includes_related else "yes"
    return RecordHistory(
        rows=with_overdue(page).rows,
        count_text=describe_count(page.count, "contact", "contacts"),
        empty_text=f"No contact {relation} {whom} is recorded yet.",
        older_url=_same_page(related=related, before=page.next_cursor) if page.next_cursor is not None else "",
        older_label=older_label(page),
        newest_url=_same_page(related=related) if read_cursor() is not None else "",
        search_url=url_for("contacts.history", **search_filter),
        log_url=url_for("contacts.log", **search_filter),
        related_url=_same_page(related=other_view) if includes_related is not None else "",
        includes_related=bool(includes_related),
    )


def _same_page(**values: Any) -> str:
    return url_for(request.endpoint or "", _anchor="history", **(request.view_args or {}), **values)
