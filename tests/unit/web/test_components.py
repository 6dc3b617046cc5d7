"""The components, drawn from a few rows: what they must never leave out, and what they must never let through."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask, render_template_string
from wtforms import Form, RadioField, StringField

from app.contacts.rows import ContactRow
from app.contacts.search.highlight import Fragment
from app.core.plain_dates import PlainDate
from app.web.templating import set_up_templates


@pytest.fixture
def pages() -> Flask:
    app = Flask(__name__, template_folder=None, static_folder=None)
    set_up_templates(app)
    app.add_url_rule("/contacts/", "contacts.history", lambda: "")
    app.add_url_rule("/contacts/<int:contact_id>", "contacts.contact", lambda contact_id: "")
    return app


def draw(pages: Flask, file: str, call: str, **context: Any) -> str:
    name = call.partition("(")[0]
    with pages.test_request_context("/"):
        return render_template_string(f'{{% from "components/{file}.html" import {name} %}}{{{{ {call} }}}}', **context)


def text(content: str, *, is_hit: bool = False) -> Fragment:
    return Fragment(content, is_hit)


def contact(**changes: Any) -> ContactRow:
    row: dict[str, Any] = {
        "id": 7,
        "sort_key": 7,
        "plain_date": PlainDate(dt.date(2021, 3, 4)),
        "date_label": "4 Mar 2021",
        "month_heading": "March 2021",
        "kind_label": "Meeting",
        "subject": [text("At the "), text("front", is_hit=True), text(" door <script>")],
        "organisations": "Example County Council",
        "attendees": "Head of Early Help",
        "snippet": [],
        "our_side": "Officer A",
        "capacity_label": "as adviser",
        "follow_up_count": 0,
        "open_follow_up_count": 0,
        "point_count": 0,
        "is_sample": False,
        "is_restricted": False,
        "status": "held",
    }
    return ContactRow(**row | changes)


def test_matched_words_are_marked_and_markup_in_a_subject_stays_text(pages: Flask) -> None:
    page = draw(pages, "contacts", "contact_list(rows)", rows=[contact()])
    assert "At the <mark>front</mark> door &lt;script&gt;" in page


def test_a_month_is_headed_once(pages: Flask) -> None:
    rows = [contact(), contact(), contact(month_heading="February 2021")]
    page = draw(pages, "contacts", "contact_list(rows)", rows=rows)
    assert page.count("March 2021</th>") == 1
    assert page.count("February 2021</th>") == 1


def test_a_restricted_a_cancelled_and_a_sample_contact_say_so_in_words(pages: Flask) -> None:
    row = contact(is_restricted=True, status="cancelled", is_sample=True)
    for listing in ("contact_list(rows)", "history_list(rows)"):
        page = draw(pages, "contacts", listing, rows=[row])
        assert all(word in page for word in ("Restricted", "Cancelled", ">sample<"))


def test_what_came_of_a_contact_names_the_overdue(pages: Flask) -> None:
    row = contact(follow_up_count=2, open_overdue_count=1, point_count=1)
    page = draw(pages, "contacts", "contact_list(rows)", rows=[row])
    assert "2 follow-ups, " in page
    assert "1 overdue" in page
    assert "1 point<" in page


def test_the_last_page_of_a_list_offers_no_older_one(pages: Flask) -> None:
    assert 'rel="next"' not in draw(pages, "pager", "pager(none, note='All of them')")


def test_a_change_is_told_in_words_as_well_as_by_a_line_through(pages: Flask) -> None:
    entry = SimpleNamespace(
        when_label="4 Mar 2021", who="Officer A", action="changed", fields=[("Subject", "Old words", "New words")]
    )
    page = draw(pages, "records", "changes_list(entries)", entries=[entry])
    assert "Was: </span><del>Old words</del>" in page
    assert "Is: </span><ins>New words</ins>" in page


@pytest.mark.parametrize("words", ["Wrong organisation", "Wrong organisation. " * 20])
def test_where_nothing_was_said_before_a_change_tells_what_it_says_alone(pages: Flask, words: str) -> None:
    entry = SimpleNamespace(when_label="4 Mar 2021", who="Officer A", action="archived", fields=[("Reason", "", words)])
    page = draw(pages, "records", "changes_list(entries)", entries=[entry])
    assert words in page
    assert not any(told in page for told in ("Was:", "Is:", "<ins>", "it said"))


class Entry(Form):
    date = StringField("Date", description="As you would write it")
    kind = RadioField("Kind", choices=["Call", "Visit"], default="Visit")


def test_a_control_is_tied_to_its_hint_and_its_error(pages: Flask) -> None:
    form = Entry()
    form.date.errors = ["February 2021 has 28 days."]
    page = draw(pages, "forms", "stacked_field(form.date)", form=form)
    assert 'aria-describedby="date-hint date-error"' in page
    assert 'aria-invalid="true"' in page
    assert 'id="date-hint"' in page
    assert 'id="date-error"' in page


def test_the_first_of_the_choices_bears_the_id_that_an_error_leads_to(pages: Flask) -> None:
    page = draw(pages, "forms", "choices(form.kind)", form=Entry())
    assert 'id="kind" name="kind" type="radio" value="Call">' in page
    assert 'value="Visit" checked>' in page


def test_the_error_summary_counts_and_leads_to_each_field(pages: Flask) -> None:
    form = Entry()
    form.date.errors = ["Say when"]
    page = draw(pages, "forms", "error_summary(form, [('#who', 'Name somebody')])", form=form)
    assert "2 things to put right before this is saved" in page
    assert '<a href="#date">Say when</a>' in page
    assert '<a href="#who">Name somebody</a>' in page


def test_a_form_without_errors_has_no_summary(pages: Flask) -> None:
    assert draw(pages, "forms", "error_summary(form)", form=Entry()).strip() == ""
