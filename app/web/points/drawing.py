"""The rows of the board, drawn once for each point as it stands."""

from collections.abc import Sequence
from functools import lru_cache

from flask import current_app, request
from markupsafe import Markup

from app.web.points.rows import ShownPoint

ROWS_KEPT = 2048  # of some 2 kB each


def draw_rows(rows: Sequence[ShownPoint], *, may_tick: bool) -> Markup:
    return Markup("").join(_draw(row, may_tick, request.root_path) for row in rows)


@lru_cache(maxsize=ROWS_KEPT)
def _draw(row: ShownPoint, may_tick: bool, _root: str) -> Markup:
    """Known by all that it is made of, so never out of date."""
    macros = current_app.jinja_env.get_template("points/_parts.html").module
    return Markup(macros.point_row(row, may_tick))  # type: ignore[attr-defined]  # noqa: S704  a template's own output
