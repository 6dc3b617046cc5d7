"""The template environment: where templates lie, what they may call, and typos that fail loudly."""

from collections.abc import Callable, MutableMapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2 import ChainableUndefined, FileSystemLoader, UndefinedError
from markupsafe import Markup, escape

from app.core.clock import at_the_office
from app.core.paging import BoundedCount, describe_count
from app.core.plain_dates import DatePrecision, PlainDate, effort_words, format_plain_date
from app.web import navigation
from app.web.access import account_id
from app.web.assets import asset_url
from app.web.bar import make_bar
from app.web.contact_rows import make_row_filters
from app.web.directory_lists import kept_view
from app.web.form_rendering import choice_type, control_kind, error_links
from app.web.kept import csrf_token
from app.web.told import messages_told

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


class LoudUndefined(ChainableUndefined):
    """What a page was not given may be asked whether it is there, and for its attributes, but is never printed."""

    def __str__(self) -> str:
        raise UndefinedError(self._undefined_message)

    def __html__(self) -> str:
        raise UndefinedError(self._undefined_message)


class PlainGlobalsEnvironment(Environment):
    """Templates share one dictionary of globals. Jinja's own chain of two is searched at each import and each name."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


def set_up_templates(app: Flask, *, sample_is_loaded: Callable[[], bool] = lambda: False) -> None:
    """Give the app its templates; sample_is_loaded says whether the footer speaks of sample records."""
    environment = app.jinja_env
    environment.loader = FileSystemLoader(TEMPLATES)
    environment.undefined = LoudUndefined
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    environment.filters.update(
        short_date=short_date,
        long_date=long_date,
        count_of=count_of,
        effort_words=effort_words,
        paragraphs=paragraphs,
        choice_type=choice_type,
        control_kind=control_kind,
        error_links=error_links,
        **make_row_filters(environment),
    )
    environment.globals.update(
        account_id=account_id,
        asset_url=asset_url,
        may_open=navigation.may_open,
        bar=make_bar(),
        csrf_token=csrf_token,
        kept_view=kept_view,
        messages_told=messages_told,
        sample_is_loaded=sample_is_loaded,
    )


def short_date(value: date | PlainDate | None) -> str:
    """4 Mar 2021."""
    return "" if value is None else format_plain_date(_plain(value), style="short")


def long_date(value: date | PlainDate | None) -> str:
    """4 March 2021."""
    return "" if value is None else format_plain_date(_plain(value), style="long")


def _plain(value: date | PlainDate) -> PlainDate:
    if isinstance(value, PlainDate):
        return value
    return PlainDate(at_the_office(value).date() if isinstance(value, datetime) else value, DatePrecision.DAY)


def count_of(count: BoundedCount | int, singular: str, plural: str | None = None) -> str:
    """1 contact; 12 contacts; more than 500 contacts."""
    return describe_count(count, singular, plural or f"{singular}s")


def paragraphs(text: str) -> Markup:
    """Plain text as it was typed: a blank line ends a paragraph, a line end stays a line end."""
    blocks = (block.strip("\n") for block in text.replace("\r\n", "\n").split("\n\n"))
    return Markup("\n").join(
        Markup("<p>{}</p>").format(Markup("<br>\n").join(escape(line) for line in block.split("\n")))
        for block in blocks
        if block.strip()
    )
