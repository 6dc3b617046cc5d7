"""Which contacts are chosen, as the address says: those ticked, on whatever page, or all that match its filters."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from app.contacts.counting import count_exactly
from app.core.paging import describe_count
from app.many.services import Selection
from app.web.contacts.filter_panel import read_filter_form
from app.web.contacts.filter_reading import FilterReading, read_filters
from app.web.contacts.reading import current_reader

MOST_TICKED = 200  # their numbers have to fit into an address
LONGEST_NUMBER = 9
TICKED, ON_THIS_PAGE, ALL = "ticked", "contact", "all"


@dataclass(frozen=True)
class Choice:
    """The filters of the list, and what of it is chosen."""

    reading: FilterReading
    ticked: tuple[int, ...]
    is_all: bool

    @property
    def is_readable(self) -> bool:
        """Whether every filter could be read: one that could not would narrow nothing."""
        return not self.reading.form.errors

    def address(self, endpoint: str, **values: Any) -> str:
        return url_for(endpoint, **{**self.reading.arguments, **values})

    def history_address(self) -> str:
        """The list with everything that the address says, where each filter can be put right."""
        return f"{url_for('contacts.history')}?{request.query_string.decode('ascii', 'replace')}"

    def change_address(self) -> str:
        """The page that asks what is to be changed in those chosen."""
        if self.is_all:
            return self.address("many.change", **{ALL: "yes"})
        return self.address("many.change", **{TICKED: written(self.ticked)})

    def selection(self) -> Selection:
        if not self.is_all:
            return Selection(contact_ids=self.ticked, count=len(self.ticked))
        filters = self.reading.filters
        return Selection(filters=filters, count=count_exactly(filters, reader=current_reader()))

    def words(self, count: int) -> str:
        """'All 1,234 contacts that match', '3 contacts that you ticked'."""
        if not self.is_all:
            return f"{describe_count(count, 'contact', 'contacts')} that you ticked"
        if not self.reading.in_use:
            return f"All {count:,} contacts" if count != 1 else "The only contact"
        labels = ", ".join(used.label for used in self.reading.in_use)
        return f"{describe_count(count, 'contact that matches', 'contacts that match')} {labels}"


def read_choice() -> Choice:
    """What the address says is chosen; of what is ticked, no more than can be kept in an address."""
    reading = read_filters(read_filter_form(), request.args)
    texts = [*request.args.get(TICKED, "").split("."), *request.args.getlist(ON_THIS_PAGE)]
    ticked = dict.fromkeys(int(text) for text in texts if _is_number(text))
    return Choice(reading, tuple(ticked), bool(request.args.get(ALL)))


def written(numbers: Collection[int]) -> str:
    return ".".join(map(str, numbers))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER
