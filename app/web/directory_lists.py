"""What the lists of organisations, people and posts share: rows, chips and the way on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from app.core.paging import Page

NUMBER_LENGTH = 9


@dataclass(frozen=True)
class DirectoryRow:
    """A line of directory_list."""

    title: str
    url: str
    under: str
    tags: Sequence[str] = ()
    is_sample: bool = False


def numbers_in(sent: "MultiDict[str, str]", name: str) -> list[int]:
    """The numbers of records that an address or a form names, each once; what is none is left out."""
    return list(dict.fromkeys(number for text in sent.getlist(name) if (number := number_of(text)) is not None))


def number_of(text: str) -> int | None:
    """A record's number; what is none counts as not given."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= NUMBER_LENGTH else None


@dataclass(frozen=True)
class Chip:
    """A filter in use, and the list without it."""

    label: str
    url: str


def read_number(name: str) -> int | None:
    """A record's number from the address; what is none counts as not given."""
    return number_of(request.args.get(name, ""))


def kept_view() -> dict[str, Any]:
    """The saved view that the list was opened by, to stay in the addresses beside it."""
    return {"view": request.args["view"]} if read_number("view") is not None else {}


def chips_for(endpoint: str, labels: Mapping[str, str]) -> list[Chip]:
    """One for each filter in use; labels are by the name that the filter has in the address."""
    in_use: dict[str, Any] = {name: request.args.get(name, "") for name in labels}
    return [
        Chip(label, url_for(endpoint, **{name: value for name, value in in_use.items() if name != off}, **kept_view()))
        for off, label in labels.items()
    ]


@dataclass(frozen=True)
class WayOn:
    """The arguments of the pager."""

    older_url: str
    older_label: str
    note: str


def way_on(endpoint: str, names: Sequence[str], page: Page[Any], last_label: str) -> WayOn:
    """The following page under the same filters, and the way back to the first."""
    kept: dict[str, Any] = {name: request.args[name] for name in names if request.args.get(name)} | kept_view()
    following = url_for(endpoint, **kept, after=page.next_cursor) if page.next_cursor is not None else ""
    is_first = not request.args.get("after")
    back = "" if is_first else Markup('<a href="{}">Back to the first page</a>').format(url_for(endpoint, **kept))
    return WayOn(following, f"After {last_label}" if following else "", back)
