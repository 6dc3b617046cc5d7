"""The filters as the history shows them, those that nobody has filled in drawn once for each state of the lists."""

from functools import lru_cache

from flask import render_template, request
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from app.contacts.filter_options import FilterOptions
from app.core.clock import office_today
from app.web.contacts.filter_form import FilterForm
from app.web.contacts.filter_reading import FilterReading

SHOWN_FILTERS = frozenset({"words", "organisation", "person", "post", "kind", "from", "to"})


def draw_filters(reading: FilterReading) -> Markup:
    """The panel with what was typed and chosen, and what was wrong with it."""
    return _draw(reading.form, reading.arguments, more_is_open=_uses_folded(reading))


def draw_blank_filters(options: FilterOptions) -> Markup:
    """The panel of the history as it opens."""
    return _draw_blank(request.root_path, options)


@lru_cache(maxsize=8)
def _draw_blank(_root: str, options: FilterOptions) -> Markup:
    return _draw(FilterForm(MultiDict(), options, office_today()), {}, more_is_open=False)


def _draw(form: FilterForm, arguments: dict[str, str], *, more_is_open: bool) -> Markup:
    drawn = render_template("contacts/_filters.html", form=form, arguments=arguments, more_is_open=more_is_open)
    return Markup(drawn)  # noqa: S704  a template's own output


def _uses_folded(reading: FilterReading) -> bool:
    """Whether a filter that is folded away is in use, or has a problem to show."""
    folded = (field for field in reading.form if field.name not in SHOWN_FILTERS and field.name != "with")
    return any(used.parameter not in SHOWN_FILTERS for used in reading.in_use) or any(f.errors for f in folded)
