"""The rows of lists of contacts, drawn once for each contact as it stands."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Literal

from flask import url_for
from jinja2 import Environment
from markupsafe import Markup

from app.contacts.rows import ROWS_KEPT, ContactRow

Look = Literal["in_table", "in_column"]


def make_row_filters(environment: Environment) -> dict[str, Callable[[Iterable[ContactRow]], object]]:
    """The filters that templates draw rows with."""

    @lru_cache(maxsize=2 * ROWS_KEPT)
    def draw(look: Look, row: ContactRow, address: str) -> Markup:
        macros = environment.get_template("components/contact_rows.html").module
        return Markup(getattr(macros, look)(row, address))  # noqa: S704  a template's own output

    def draw_all(look: Look, rows: Iterable[ContactRow]) -> Markup:
        address = url_for("contacts.history")
        return Markup("").join(draw(look, row, address) for row in rows)

    def drawn_by_month(rows: Iterable[ContactRow]) -> list[tuple[str, Markup]]:
        months = groupby(rows, key=attrgetter("month_heading"))
        return [(heading, draw_all("in_table", rows_of_month)) for heading, rows_of_month in months]

    def drawn_in_column(rows: Iterable[ContactRow]) -> Markup:
        return draw_all("in_column", rows)

    return {"drawn_by_month": drawn_by_month, "drawn_in_column": drawn_in_column}
