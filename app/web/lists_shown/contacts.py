"""The contact history as a list to be saved, shown in columns and exported."""

from flask import g

from app.contacts.filter_options import FilterOptions, list_filter_options
from app.contacts.history import count_contacts
from app.core.clock import office_today
from app.reports.lists.contacts import COLUMNS, ContactCells, contact_keys
from app.web.contacts.filter_form import FilterForm
from app.web.contacts.filter_panel import FOLDED_FILTERS
from app.web.contacts.filter_reading import RECORDS, read_filters
from app.web.lists_shown.shown_list import Arguments, ReadList, ShownList


def read(arguments: Arguments) -> ReadList:
    is_folded = any(arguments.get(name) for name in FOLDED_FILTERS)
    reading = read_filters(FilterForm(arguments, options() if is_folded else (), office_today()), arguments)
    return ReadList(
        labels={used.parameter: used.label for used in reading.in_use},
        count=lambda reader: count_contacts(reading.filters, reader=reader),
        keys=lambda reader: contact_keys(reading.filters, reader=reader),
        kept=reading.arguments,
    )


def options() -> FilterOptions:
    """Read once for all the views of a page."""
    if "filter_options" not in g:
        g.filter_options = list_filter_options()
    read: FilterOptions = g.filter_options
    return read


CONTACTS = ShownList(
    name="contacts",
    title="Contacts",
    endpoint="contacts.history",
    nouns=("contact", "contacts"),
    parameters=("words", *RECORDS, "kind", "from", "to", *FOLDED_FILTERS),
    columns=COLUMNS,
    title_column="subject",
    record=("contacts.contact", "contact_id"),
    read=read,
    cells=ContactCells,
    order="newest first",
)
