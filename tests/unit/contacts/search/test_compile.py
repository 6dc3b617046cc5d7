import sqlite3
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.contacts.search.compile import to_fts5, to_tsquery
from app.contacts.search.document import SearchDocument
from app.contacts.search.query import SearchQuery, parse_search

OPEN = ("_vopen",)
DOCUMENTS = {
    1: ["Evidence session of the Public Services Committee", "Data Sharing Code, “Children’s” policies"],
    2: ["Letter ICO/O/ED/L/RFM/0208", "The data were shared", "Zoë O'Brien", "北京大学"],
    3: ["Multi-agency meeting: police", "C++ and not or", "safeguarding"],
    4: ["Data", "sharing"],
}
NAUGHTY = [
    *("", "*", '"', '""', "'", "''", "()", "(", ")", ":", "^", "+", "-", "--", "\\", "\\'", "{a b}:c", "a:b"),
    *(
        "AND",
        "OR",
        "NOT",
        "NEAR",
        "NEAR(a b)",
        "a AND",
        "OR b",
        "NOT NOT a",
        'a "b',
        "a*b",
        "*a",
        "a^2",
        "a''b",
    ),
    *("O'Brien", "C++", "'; DROP TABLE contact; --", "a & b | !c <-> d:*", "\x00", "a\x00b", "\ud800", "🙂"),
    *("_vopen", "_gap", '"_gap"', "_none", "%", "a_b", "é", "北京*", "מִלָּה", "￿", "x" * 5000, "a " * 500),
]


@pytest.fixture(scope="module")
def index():
    connection = sqlite3.connect(":memory:")
    connection.execute("""CREATE VIRTUAL TABLE found USING fts5(words, tokenize="ascii tokenchars '_'")""")
    for number, parts in DOCUMENTS.items():
        facets = ["_vopen" if number != 3 else "_vrestricted", f"_o{number}"]
        add(connection, number, SearchDocument.of(parts, facets))
    yield connection
    connection.close()


def add(connection, number, document):
    connection.execute("INSERT INTO found (rowid, words) VALUES (?, ?)", (number, document.as_fts5_text()))


def matches(connection, text, facets=()):
    search = to_fts5(parse_search(text), facets)
    found = connection.execute("SELECT rowid FROM found WHERE found MATCH ? ORDER BY rowid", (search,))
    return [number for (number,) in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("data", [1, 2, 4]),
        ("data share", [1, 2, 4]),
        ('"data sharing"', [1]),
        ("policie*", [1]),
        ("police*", [3]),
        ("polic*", [1, 3]),
        ("childrens", [1]),
        ("children's", [1]),
        ("multi-agency", [3]),
        ("agency-multi", []),
        ("ico/o/ed/l/rfm/0208", [2]),
        ("zoe obrien", [2]),
        ("O’Brien", [2]),
        ("大学", [2]),
        ("学大", []),
        ("c++", [3]),
        ("data -code", [2, 4]),
        ('data NOT "data sharing"', [2, 4]),
        ("letter OR meeting", [2, 3]),
        ("data letter OR committee", [1, 2]),
        ("the of", [1]),
        ("vopen", []),
        ("_vopen", []),
        ("gap", []),
    ],
)
def test_sqlite_finds_what_was_asked_for(index, text, expected):
    assert matches(index, text) == expected


def test_one_facet_of_each_group_has_to_be_there(index):
    assert matches(index, "data", [OPEN, ("_o1", "_o2", "_o3")]) == [1, 2]
    assert matches(index, "", [("_vopen", "_vrestricted")]) == [1, 2, 3, 4]
    assert matches(index, "police", [OPEN]) == []


def test_a_group_without_a_choice_matches_nothing(index):
    assert matches(index, "data", [OPEN, ()]) == []


def test_exclusions_alone_are_answered_within_the_facets(index):
    assert matches(index, "-data", [("_vopen", "_vrestricted")]) == [3]


@pytest.mark.parametrize("compiled", [to_fts5, to_tsquery])
@pytest.mark.parametrize("query", [SearchQuery(), parse_search("-data")])
def test_nothing_positive_cannot_be_asked(compiled, query):
    assert compiled(query, []) is None


@pytest.mark.parametrize("text", NAUGHTY)
def test_whatever_is_typed_sqlite_understands_the_query(index, text):
    assert set(matches(index, text, [OPEN])) <= {1, 2, 4}


@pytest.mark.parametrize(
    ("text", "facets", "expected"),
    [
        ("data sharing", [], "('data') & ('share')"),
        ('"data shar*"', [], "('data' <-> 'shar':*)"),
        ("data OR code -letter", [], "('data' | 'code') & !('letter')"),
        ("-letter", [("_o1", "_o2"), OPEN], "('_o1' | '_o2') & ('_vopen') & !('letter')"),
    ],
)
def test_postgresql_is_asked_for_finished_lexemes(text, facets, expected):
    assert to_tsquery(parse_search(text), facets) == expected


def test_without_their_order_phrases_ask_for_their_words_and_exclude_no_more_than_themselves():
    query = parse_search('"data shar*" OR "open code" -"code data" letter')
    expected = "('data' & 'shar':* | 'open' & 'code') & ('letter') & !('code' <-> 'data')"
    assert to_tsquery(query, [], in_order=False) == expected


def holds(words, phrase):
    """Whether the phrase stands in the words: what both databases are meant to do."""
    size = len(phrase.tokens)
    windows = (words[start : start + size] for start in range(len(words) - size + 1))
    if phrase.is_prefix:
        *first, last = phrase.tokens
        return any([*window[:-1]] == first and window[-1].startswith(last) for window in windows)
    return any(tuple(window) == phrase.tokens for window in windows)


TEXTS = st.lists(st.sampled_from(["data", "Sharing", "é", "e", "police", "policies", "'s", "北京", "-"])).map(" ".join)
TYPED = st.lists(
    st.sampled_from(["data", "shar*", '"data', 'sharing"', "-é", "police*", "OR", "NOT", "polic-y", "京", '-"e', '"'])
).map(" ".join)


@given(st.lists(TEXTS, min_size=1, max_size=3), TYPED)
@settings(max_examples=200)
def test_sqlite_finds_a_document_exactly_when_its_terms_answer_the_query(parts, text):
    connection = sqlite3.connect(":memory:")
    connection.execute("""CREATE VIRTUAL TABLE found USING fts5(words, tokenize="ascii tokenchars '_'")""")
    document = SearchDocument.of(parts, OPEN)
    add(connection, 1, document)
    expected = all(
        clause.excluded != any(holds(document.sequence, phrase) for phrase in clause.alternatives)
        for clause in parse_search(text).clauses
    )
    assert bool(matches(connection, text, [OPEN])) == expected
    connection.close()


def test_quotation_marks_cannot_break_out_of_a_term():
    compiled = [to_tsquery(parse_search(text), [OPEN]) or "" for text in NAUGHTY]
    quotes = {character for character in chain.from_iterable(compiled) if character in '"\\\x00'}
    assert quotes == set()
    assert all(query.count("'") % 2 == 0 for query in compiled)
