"""The template environment: loud typos, and the words that its filters write."""

import datetime as dt

import pytest
from flask import Flask, render_template_string
from jinja2 import UndefinedError

from app.core.paging import BoundedCount
from app.core.plain_dates import DatePrecision, PlainDate
from app.web.templating import count_of, long_date, paragraphs, set_up_templates, short_date


@pytest.fixture
def pages() -> Flask:
    app = Flask(__name__, template_folder=None, static_folder=None)
    set_up_templates(app)
    return app


@pytest.mark.parametrize(
    "typo", ["{{ subjekt }}", "{{ row.subjekt }}", "{{ row.subjekt.text | upper }}", "a{{ row.x ~ 'b' }}"]
)
def test_a_typo_in_a_template_fails_loudly(pages: Flask, typo: str) -> None:
    with pages.app_context(), pytest.raises(UndefinedError):
        render_template_string(typo, row={})


def test_a_page_may_ask_about_what_it_was_not_given(pages: Flask) -> None:
    with pages.app_context():
        assert render_template_string("{% if form and form.errors.date %}wrong{% else %}right{% endif %}") == "right"


@pytest.mark.parametrize(
    ("value", "short", "long"),
    [
        (dt.date(2021, 3, 4), "4 Mar 2021", "4 March 2021"),
        (dt.datetime(2021, 3, 4, 23, 59, tzinfo=dt.UTC), "4 Mar 2021", "4 March 2021"),
        (dt.datetime(2021, 6, 30, 23, 30, tzinfo=dt.UTC), "1 Jul 2021", "1 July 2021"),  # half past midnight in London
        (PlainDate(dt.date(2021, 2, 1), DatePrecision.MONTH), "Feb 2021", "February 2021"),
        (
            PlainDate(dt.date(2021, 2, 3), DatePrecision.ON_OR_BEFORE),
            "on or before 3 Feb 2021",
            "on or before 3 February 2021",
        ),
        (None, "", ""),
    ],
)
def test_a_date_is_shown_to_the_precision_it_is_known_in(value, short, long) -> None:  # type: ignore[no-untyped-def]
    assert (short_date(value), long_date(value)) == (short, long)


def test_a_count_agrees_with_its_noun() -> None:
    assert count_of(1, "follow-up") == "1 follow-up"
    assert count_of(2, "body", "bodies") == "2 bodies"
    assert count_of(BoundedCount(1000, is_more=True), "contact") == "more than 1,000 contacts"


def test_paragraphs_keep_the_lines_as_typed_and_escape_markup() -> None:
    assert paragraphs("One <b>\r\ntwo\n\n\nthree") == "<p>One &lt;b&gt;<br>\ntwo</p>\n<p>three</p>"


def test_no_text_makes_no_paragraph() -> None:
    assert paragraphs(" \n\n ") == ""
