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
    yield from facets.whole_quarters(dt.date(2019, 2, 3), dt.date(2021, 2, 3), most=8)
    yield facets.OPEN_FOLLOW_UP
    yield facets.ADVICE


def test_no_two_facets_are_the_same_term():
    every = list(every_facet())
    assert len(set(every)) == len(every)


def test_every_facet_can_stand_in_a_search_document():
    assert set(SearchDocument.of([], every_facet()).facets) == set(every_facet())


def test_no_typed_text_is_a_facet():
    assert not any(re.match("_", term) for facet in every_facet() for term in terms(facet))


def test_the_quarters_between_two_days_are_whole_and_the_newest_comes_first():
    def between(first_day, last_day, most=24):
        return facets.whole_quarters(dt.date.fromisoformat(first_day), dt.date.fromisoformat(last_day), most=most)

    assert between("2020-07-01", "2021-03-31") == ("_d2021q1", "_d2020q4", "_d2020q3")
    assert between("2020-07-02", "2021-03-30") == ("_d2020q4",)
    assert between("2020-01-01", "2021-12-31", most=2) == ("_d2021q4", "_d2021q3")
    assert between("2021-01-05", "2021-03-31") == between("2022-01-01", "2021-03-31") == ()
    assert between("0001-01-01", "0001-04-01") == ("_d1q1",)


def test_a_whole_quarter_is_named_as_its_days_are():
    assert facets.whole_quarters(dt.date(2021, 4, 1), dt.date(2021, 6, 30), most=1) == (
        facets.quarter(dt.date(2021, 5, 3)),
    )
