import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contacts.search.query import MOST_TERMS, Clause, Phrase, SearchQuery, parse_search


def shown(text):
    """A query in one line: + within phrases, * after prefixes, | for OR, - before exclusions."""
    return " ".join(
        ("-" if clause.excluded else "")
        + "|".join("+".join(phrase.tokens) + "*" * phrase.is_prefix for phrase in clause.alternatives)
        for clause in parse_search(text).clauses
    )


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("data sharing", "data share"),
        ('"data sharing" code', "data+share code"),
        ("“data sharing” code", "data+share code"),
        ('code"data sharing"code of', "code data+share of"),
        ("multi-agency", "multi+agenc"),
        ("ICO/O/ED/L/RFM/0208", "ico+o+ed+l+rfm+0208"),
        ("北京 大", "北+京 大"),
        ("O'Brien’s", "obrien"),
        ("C++", "c"),
        ("the of and", "the of and"),
        ("data data", "data"),
    ],
)
def test_words_are_all_required_and_compounds_and_quotations_are_phrases(text, query):
    assert shown(text) == query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("shar*", "shar*"),
        ("policie*", "policie*|polici"),
        ("police*", "police*|polic"),
        ("(shar*)", "shar*"),
        ("multi-shar*", "multi+shar*"),
        ('"data shar*"', "data+shar*"),
        ('"data shar"*', "data+shar*"),
        ("* shar", "shar"),
        ("sh*ar", "sh+ar"),
    ],
)
def test_a_star_at_the_end_makes_the_beginning_of_a_word(text, query):
    assert shown(text) == query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("data -sharing", "data -share"),
        ("data NOT sharing", "data -share"),
        ("data AND NOT sharing", "data -share"),
        ('data -"sharing code"', "data -share+code"),
        ('-"sharing code"', "-share+code"),
        ('data NOT "sharing code"', "data -share+code"),
        ('"data"-"code"', "data code"),
        ("-data", "-data"),
        ("data - sharing", "data share"),
        ("data not sharing", "data not share"),
        ("data NOT", "data not"),
    ],
)
def test_a_minus_or_capital_not_excludes(text, query):
    assert shown(text) == query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("data OR code", "data|code"),
        ('a data OR "code of" OR letter b', "a data|code+of|letter b"),
        ("data AND code", "data code"),
        ("data or code and", "data or code and"),
        ("OR data", "or data"),
        ("data OR", "data or"),
        ("AND", "and"),
        ("data OR -code", "data -code"),
        ("-data OR code", "-data code"),
        ("data OR NOT code", "data -code"),
        ('data "OR" code', "data or code"),
        ("shar* OR data", "shar*|data"),
    ],
)
def test_capital_or_joins_its_neighbours_and_elsewhere_is_a_word(text, query):
    assert shown(text) == query


@pytest.mark.parametrize("text", ["", " ", "*", '"', '""', "()", "-", "--", "'", "\x00", "\ud800", "^:+~!", '"*"'])
def test_what_holds_no_word_is_an_empty_query(text):
    assert parse_search(text).is_empty


def test_a_quotation_mark_without_its_partner_means_nothing():
    assert shown('data "sharing code') == "data share code"
    assert shown('"data sharing" "code of') == "data+share code of"


def test_only_so_many_terms_count():
    many = parse_search(" ".join(f"w{n}" for n in range(100)))
    assert len(many.clauses) == MOST_TERMS
    assert many.clauses[-1] == Clause((Phrase((f"w{MOST_TERMS - 1}",)),))


def test_a_phrase_that_is_cut_keeps_its_beginning():
    (clause,) = parse_search("北" * 50 + "*").clauses
    assert clause.alternatives == (Phrase(("北",) * MOST_TERMS),)


def test_a_beginning_of_less_than_three_letters_is_a_word():
    assert [shown(text) for text in ("s*", "sh*", "sha*", '"data sh"*')] == ["s", "sh", "sha*", "data+sh"]


def test_an_empty_query_is_the_default():
    assert SearchQuery().is_empty


TYPED = st.text(st.sampled_from("ab-*\"“” 'NOTRAND()é北") | st.characters(codec=None))


@given(TYPED)
def test_nothing_that_can_be_typed_is_an_error(text):
    query = parse_search(text)
    for clause in query.clauses:
        assert clause.alternatives
        for phrase in clause.alternatives:
            assert phrase.tokens
            assert all(token and not token.startswith("_") for token in phrase.tokens)
    assert sum(len(clause.alternatives[0].tokens) for clause in query.clauses) <= MOST_TERMS
    hash(query)
