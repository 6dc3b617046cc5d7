"""The filters as the history shows them: five, and the rest when they are in use or asked for."""

from functools import lru_cache

from flask import render_template, request
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from app.contacts.filter_options import list_filter_options
from app.core.clock import office_today
from app.web.contacts.filter_form import FilterForm
from app.web.contacts.filter_reading import FilterReading

FOLDED_FILTERS = (
    "status",
    "colleague",
    "team",
    "group",
    "sector",
    "workstream",
    "commitment",
    "capacity",
    "theme",
    "visibility",
    "review",
    "logged",
    "follow_ups",
    "advice",
)
UNFOLD = "more"


def read_filter_form() -> FilterForm:
    """The filters of the address. What there is to choose from is read where some of it is chosen or shown."""
    wants_folded = UNFOLD in request.args or any(request.args.get(name) for name in FOLDED_FILTERS)
    return FilterForm(request.args, list_filter_options() if wants_folded else (), office_today())


def draw_filters(reading: FilterReading) -> Markup:
    """The panel with what was typed and chosen, and what was wrong with it."""
    is_used = any(used.parameter in FOLDED_FILTERS for used in reading.in_use)
    is_wrong = any(reading.form[name].errors for name in FOLDED_FILTERS)
    return _draw(reading.form, reading.arguments, is_unfolded=UNFOLD in request.args or is_used or is_wrong)


def draw_blank_filters() -> Markup:
    """The panel of the history as it opens, drawn once."""
    return _draw_blank(request.root_path)


@lru_cache(maxsize=8)
def _draw_blank(_root: str) -> Markup:
    return _draw(FilterForm(MultiDict(), (), office_today()), {}, is_unfolded=False)


def _draw(form: FilterForm, arguments: dict[str, str], *, is_unfolded: bool) -> Markup:
    drawn = render_template(
        "contacts/_filters.html",
        form=form,
        arguments=arguments,
        folded=[form[name] for name in FOLDED_FILTERS] if is_unfolded else [],
    )
    return Markup(drawn)  # noqa: S704  a template's own output
