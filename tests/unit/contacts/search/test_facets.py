"""Facets: the terms that make a filter part of the search index."""

import datetime as dt
import re

from app.contacts.rules import ContactKind, ContactStatus, Visibility
from app.contacts.search import facets
from app.contacts.search.document import SearchDocument
from app.contacts.search.tokens import terms
from app.contacts.timeliness import Logged
from app.organisations.rules import PartnerGroup
from app.programme.rules import Capacity


def every_facet():
    for of_a_number in (
        facets.organisation,
        facets.sector,
        facets.person,
        facets.post,
        facets.colleague,
        facets.team,
        facets.workstream,
        facets.commitment,
        facets.theme,
    ):
        yield from (of_a_number(number) for number in (1, 11, 23))
    words = {
        facets.kind: ContactKind,
        facets.status: ContactStatus,
        facets.partner_group: PartnerGroup,
        facets.capacity: Capacity,
        facets.visibility: Visibility,
        facets.logged_in: Logged,
    }
    for of_a_word, enum in words.items():
        yield from (of_a_word(word) for word in enum)
    yield from (
        period.facet for period in facets.whole_periods(dt.date(2019, 2, 3), dt.date(2021, 2, 3), most_months=24)
    )
    yield facets.OPEN_FOLLOW_UP
    yield facets.ADVICE


def test_no_two_facets_are_the_same_term():
    every = list(every_facet())
    assert len(set(every)) == len(every)


def test_every_facet_can_stand_in_a_search_document():
    assert set(SearchDocument.of([], every_facet()).facets) == set(every_facet())


def test_no_typed_text_is_a_facet():
    assert not any(re.match("_", term) for facet in every_facet() for term in terms(facet))


def test_the_periods_between_two_days_are_whole_the_newest_first_and_quarters_but_for_the_ends():
    def between(first_day, last_day, most_months=72):
        first, last = dt.date.fromisoformat(first_day), dt.date.fromisoformat(last_day)
        return [period.facet for period in facets.whole_periods(first, last, most_months=most_months)]

    assert between("2020-07-01", "2021-03-31") == ["_d2021m3", "_d2021m2", "_d2021m1", "_d2020q4", "_d2020q3"]
    assert between("2020-08-02", "2021-01-30") == ["_d2020m12", "_d2020m11", "_d2020m10", "_d2020m9"]
    assert between("2020-01-01", "2021-11-30", most_months=6) == [
        "_d2021m11", "_d2021m10", "_d2021q3", "_d2021m6",
    ]  # fmt: skip
    assert between("2021-01-05", "2021-02-27") == between("2022-01-01", "2021-03-31") == []
    assert between("0001-01-01", "0001-02-01") == ["_d1m1"]


def test_the_periods_cover_each_month_once():
    periods = facets.whole_periods(dt.date(2015, 5, 20), dt.date(2021, 8, 3), most_months=1000)
    assert sum(period.months for period in periods) == 7 + 5 * 12 + 7
    assert len({period.facet for period in periods}) == len(periods)


def test_a_whole_period_is_named_as_its_days_are():
    periods = facets.whole_periods(dt.date(2021, 4, 1), dt.date(2021, 9, 30), most_months=6)
    assert [period.facet for period in periods] == [
        *(facets.month(dt.date(2021, number, 3)) for number in (9, 8, 7)),
        facets.quarter(dt.date(2021, 5, 3)),
    ]


def test_the_periods_around_two_days_have_both_of_them_and_are_quarters_as_far_as_they_can_be():
    def around(first_day, last_day, most_months=72):
        first, last = dt.date.fromisoformat(first_day), dt.date.fromisoformat(last_day)
        periods = facets.periods_around(first, last, most_months=most_months)
        return periods and [period.facet for period in periods]

    assert around("2020-06-30", "2021-02-01") == ["_d2021m2", "_d2021m1", "_d2020q4", "_d2020q3", "_d2020m6"]
    assert around("2021-01-31", "2021-03-01") == ["_d2021q1"]
    assert around("2021-01-05", "2021-01-05", most_months=1) == ["_d2021m1"]
    assert around("2020-12-31", "2021-01-01", most_months=1) is None
    assert around("2021-03-01", "2021-01-31") == ()
