"""The list that a page shows: its columns, the view that it was opened by, and what can be done with it as a whole."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form

from app.contacts.visibility import Reader
from app.core.text import shortened
from app.reports.lists.columns import MARKS, SAMPLE, Cell
from app.reports.lists.gone import names_of_archived
from app.saved_views.models import SavedView
from app.saved_views.queries import columns_chosen, find_view
from app.web.access import the_account
from app.web.contacts.filter_form import LONGEST_SHOWN, one_line
from app.web.contacts.reading import current_reader
from app.web.directory_lists import kept_view, read_number
from app.web.form_rendering import error_links
from app.web.lists_shown.registry import list_called
from app.web.lists_shown.shown_list import ReadList, ShownList, arguments_of
from app.web.templating import short_date

LONGEST_CELL = 240


@dataclass(frozen=True)
class TableRow:
    """A row in chosen columns: each cell with the head of its column, which a phone shows beside it."""

    url: str
    cells: Sequence[tuple[str, str, bool]]  # head, words, and whether it is a day, which is not broken
    marks: str
    is_sample: bool


@dataclass(frozen=True)
class ChosenTable:
    """A list in the columns that its reader chose."""

    heads: Sequence[str]
    title: str  # the head of the column that leads to the record
    rows: Sequence[TableRow]


@dataclass(frozen=True)
class ViewHere:
    """The saved view that the list was opened by. `problems` tell which of its filters no longer mean what they did."""

    view: SavedView
    is_mine: bool
    is_changed: bool
    saved_url: str
    problems: Sequence[str] = ()


@dataclass(frozen=True)
class ListHere:
    """What the tools of a list need."""

    shown: ShownList
    filters: str
    columns: Sequence[str]  # none where the list looks as it does by itself
    view: ViewHere | None = None
    table: ChosenTable | None = None
    arguments: dict[str, Any] = field(default_factory=dict)
    wrong: Sequence[tuple[str, str]] = ()  # of each filter that can't be read the address of its field, and what to do

    @property
    def save_url(self) -> str:
        return self._tool("views.save")

    @property
    def columns_url(self) -> str:
        return self._tool("views.columns")

    @property
    def export_url(self) -> str:
        return self._tool("exports.export")

    @property
    def replace_url(self) -> str:
        """Only for a list that a view opened."""
        number = self.view.view.id if self.view else 0
        return url_for("views.show", view_id=number, list_name=self.shown.name, **self.arguments)

    def _tool(self, endpoint: str) -> str:
        return url_for(endpoint, list_name=self.shown.name, **self.arguments, **kept_view())


def list_page(template: str, listed: ListHere, **context: Any) -> tuple[str, int]:
    """The page of a list. With a filter that can't be read it shows none of it: as if unfiltered it would mislead."""
    return render_template(template, listed=listed, **context), 422 if listed.wrong else 200


def back_to_put_right(here: ListHere) -> ResponseReturnValue | None:
    """The way to the list where a filter has to be put right, before it is saved or taken away."""
    return redirect(here.shown.address(here.filters, **kept_view())) if here.wrong else None


def list_here(
    name: str, keys: Sequence[int] = (), *, labels: Collection[str] | None = None, form: Form | None = None
) -> ListHere:
    """The list of this name as the address has it, and its rows of these keys where they are to be in columns.

    `labels` are the filters that its page has read already, and `form` what they were typed in.
    """
    shown, view = list_called(name), _view_opened(name)
    filters = shown.filters_of(request.args)
    columns = shown.columns_named(view.columns if view else columns_chosen(the_account().id, name))
    return ListHere(
        shown,
        filters,
        columns,
        view=_view_here(shown, view, filters) if view else None,
        table=_table(shown, columns, keys, current_reader()) if columns and keys else None,
        arguments=arguments_of(filters).to_dict(),
        wrong=wrong_filters(shown, labels, form) if request.args else (),
    )


def wrong_filters(
    shown: ShownList, labels: Collection[str] | None = None, form: Form | None = None
) -> list[tuple[str, str]]:
    """What has to be put right in the filters of the address."""
    read = shown.read(request.args).labels if labels is None else labels
    given = {name: one_line(request.args[name]) for name in shown.parameters if name in request.args}
    unread = [("", _names_nothing(name, text)) for name, text in given.items() if text and name not in read]
    return (error_links(form) if form is not None else []) or unread


def _names_nothing(parameter: str, text: str) -> str:
    return f"There is no {_words(parameter)} “{text[:LONGEST_SHOWN]}”. Take this filter off."


def _view_opened(name: str) -> SavedView | None:
    number = read_number("view")
    view = find_view(number, viewer=the_account()) if number is not None else None
    return view if view is not None and view.list_name == name else None


def _view_here(shown: ShownList, view: SavedView, filters: str) -> ViewHere:
    arguments = arguments_of(filters)
    read = shown.read(arguments)
    is_changed = view.filters not in (filters, shown.filters_kept(arguments, read))
    return ViewHere(
        view,
        is_mine=view.owner_id == the_account().id,
        is_changed=is_changed,
        saved_url=shown.address(view.filters, view=view.id),
        problems=problems_of(read, arguments.to_dict()),
    )


def problems_of(read: ReadList, arguments: dict[str, str]) -> list[str]:
    """What of the filters is archived, and what can't be read any more."""
    gone = [name for name in arguments if name not in read.labels]
    archived = names_of_archived({name: value for name, value in arguments.items() if name in read.labels})
    told = [f"“{name}” is archived; the list still holds what is filed under it." for name in archived.values()]
    return told + [f"The filter “{_words(name)}” names nothing that is there." for name in gone]


def _words(parameter: str) -> str:
    return parameter.replace("_", " ").strip()


def _table(shown: ShownList, columns: Sequence[str], keys: Sequence[int], reader: Reader) -> ChosenTable:
    names = [name for name in columns if name != SAMPLE.name]
    heads = shown.heads(names)
    has_marks = MARKS in shown.columns
    rows = shown.cells([*names, SAMPLE.name, *([MARKS.name] if has_marks else [])], reader).rows(keys)
    return ChosenTable(
        heads, shown.heads([shown.title_column])[0], [_row(shown, heads, row, has_marks) for row in rows]
    )


def _row(shown: ShownList, heads: Sequence[str], row: Sequence[Cell], has_marks: bool) -> TableRow:
    number, *cells = row
    marks = str(cells.pop() or "") if has_marks else ""
    is_sample = bool(cells.pop())
    words = [(head, cell_words(cell), isinstance(cell, dt.date)) for head, cell in zip(heads, cells, strict=True)]
    return TableRow(shown.record_address(int(str(number))), words, marks, is_sample)


def cell_words(cell: Cell) -> str:
    """As a page shows it: a count of none goes without saying."""
    if isinstance(cell, dt.date):
        return short_date(cell)
    return shortened(cell, LONGEST_CELL) if isinstance(cell, str) else str(cell or "")
