import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contacts.search.document import GAP, LAST_POSITION, MOST_POSITIONS, SearchDocument

LEXEME = re.compile(r"'([^']+)'(?::([\d,]+))?")


def lexemes(document):
    literal = document.as_tsvector_literal()
    return {term: [int(n) for n in places.split(",") if n] for term, places in LEXEME.findall(literal)}


def test_sqlite_gets_the_terms_in_order_and_then_the_facets():
    document = SearchDocument.of(["Data sharing", "O'Brien"], ["_o12", "_vopen"])
    assert document.as_fts5_text() == f"data share {GAP} obrien {GAP} _o12 _vopen"


def test_postgresql_gets_the_terms_with_positions_and_the_facets_without():
    document = SearchDocument.of(["Data sharing of data", "Data"], ["_o12", "_vopen"])
    assert document.as_tsvector_literal() == "'data':1,4,6 'share':2 'of':3 '_o12' '_vopen'"


def test_an_empty_document_has_nothing_to_find():
    assert SearchDocument.empty().as_tsvector_literal() == ""
    assert set(SearchDocument.empty().as_fts5_text().split()) <= {GAP}


def test_no_phrase_reaches_from_one_part_into_the_next():
    places = lexemes(SearchDocument.of(["data", "", "sharing"], []))
    assert places["share"][0] - places["data"][0] > 1
    assert "data share" not in SearchDocument.of(["data", "sharing"], []).as_fts5_text()


def test_a_facet_is_kept_once():
    assert SearchDocument.of([], ["_o1", "_o1"]).facets == ("_o1",)


@pytest.mark.parametrize("facet", ["o12", "_", "_O12", "_o 12", "_o'", "_o-1", GAP, ""])
def test_what_a_typed_word_or_a_gap_could_be_is_no_facet(facet):
    with pytest.raises(ValueError, match="cannot be a facet"):
        SearchDocument.of([], [facet])


def test_no_typed_text_can_forge_a_facet():
    document = SearchDocument.of(["_vopen '_vopen' ':_o12"], [])
    assert "vopen" in document.sequence
    assert not any(term.startswith("_") for term in lexemes(document))


def test_a_long_text_stays_within_what_postgresql_holds():
    text = " ".join(f"w{n % 7000}" for n in range(LAST_POSITION + 500)) + " the" * (MOST_POSITIONS + 50)
    document = SearchDocument.of([text, "last"], [])
    places = lexemes(document)
    assert max(max(p, default=0) for p in places.values()) <= LAST_POSITION
    assert all(len(p) <= MOST_POSITIONS for p in places.values())
    assert "last" in places


def test_where_postgresql_keeps_no_position_no_phrase_is_found_in_sqlite_either():
    document = SearchDocument.of(["the data " * (MOST_POSITIONS + 1)], [])
    words = document.as_fts5_text().split()
    assert words.count("the") == MOST_POSITIONS + 1
    assert list(itertools.pairwise(words)).count(("the", "data")) == MOST_POSITIONS


@given(st.lists(st.text()))
def test_any_text_makes_a_document_that_both_databases_can_take_apart_again(parts):
    document = SearchDocument.of(parts, ["_vopen"])
    in_sqlite = {word for word in document.as_fts5_text().split(" ") if word != GAP}
    assert set(lexemes(document)) == in_sqlite
    document.as_fts5_text().encode("utf-8")
