import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contacts.search.tokens import LONGEST_TOKEN, Token, runs_ending_in, terms, words
from app.core.folding import fold


def tokenise(text: str) -> list[Token]:
    """Every token with its place."""
    return [token for [token] in runs_ending_in(text, frozenset(fold(text)), 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Committee's policies", ["the", "committe", "polici"]),
        ("children’s CHILDREN children", ["children"] * 3),
        ("O'Brien O’Brien OʼBrien", ["obrien"] * 3),
        ("multi-agency", ["multi", "agenc"]),
        ("ICO/O/ED/L/RFM/0208", ["ico", "o", "ed", "l", "rfm", "0208"]),
        ("C++ is_own _o12", ["c", "is", "own", "o12"]),
        ("Café Ørsted Straße", ["cafe", "orst", "strass"]),
        ("as of us", ["as", "of", "us"]),
        ("a\x00b\ud800c", ["a", "b", "c"]),
        ("北京 ひらがな", ["北", "京", "ひ", "ら", "か\u3099", "な"]),
        ("ไทย", ["ไ", "ท", "ย"]),
        ("ICO北京", ["ico", "北", "京"]),
        ("مُحَمَّد", ["محمد"]),
        ("*** () \"'", []),
    ],
)
def test_a_text_has_the_terms_that_a_search_for_it_has(text, expected):
    assert terms(text) == expected


def test_vowel_signs_of_indic_scripts_are_part_of_the_word():
    assert terms("हिन्दी भाषा") == [unicodedata.normalize("NFKD", word) for word in ("हिन्दी", "भाषा")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organisation", "organisations"),
        ("safeguard", "Safeguarding"),
        ("Zoë", "Zoe\u0308"),
        ("がぎ", unicodedata.normalize("NFD", "がぎ")),
        ("ﾃﾞｰﾀ", "データ"),
        ("한국", unicodedata.normalize("NFD", "한국")),
        ("٣٤", "34"),
        ("ΟΔΟΣ", "οδός"),
    ],
)
def test_what_reads_alike_has_the_same_terms(one, other):
    assert terms(one) == terms(other)


def test_a_token_knows_the_place_of_its_word_possessive_and_accents_included():
    text = "The Cafe\u0301’s “data”, ½ of 北京"
    assert [text[token.start : token.end] for token in tokenise(text)] == [
        *("The", "Cafe\u0301’s", "data", "½", "½", "of", "北", "京"),
    ]


def test_a_plain_text_knows_the_places_of_its_words_too():
    text = "The  Committee's data."
    assert [text[token.start : token.end] for token in tokenise(text)] == ["The", "Committee's", "data"]


def test_words_are_the_terms_before_stemming():
    assert words("The Committee's Policies, é北京") == ["the", "committee", "policies", "e", "北", "京"]


def test_a_very_long_word_is_cut():
    assert terms("x" * 100_000) == ["x" * LONGEST_TOKEN]
    assert terms("é" * 1000) == ["e" * LONGEST_TOKEN]


@given(st.text())
def test_terms_can_be_stored_and_quoted_by_any_database(text):
    for term in terms(text):
        assert term
        assert len(term) <= LONGEST_TOKEN
        assert not set(term) & set("_'\"\\ \t\n\x00:*&|!()-")
        term.encode("utf-8")


@given(st.text(st.sampled_from("aé’'s 北が½\u0301\u200dहि_-ﬁ") | st.characters()))
def test_tokens_are_the_terms_in_order_and_lie_within_the_text(text):
    tokens = tokenise(text)
    assert [token.term for token in tokens] == terms(text)
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert tokens == sorted(tokens, key=lambda token: token.start)


@given(st.text(), st.text())
def test_two_texts_apart_have_the_terms_of_both(one, other):
    assert terms(f"{one}\n{other}") == terms(one) + terms(other)


def test_a_run_ends_in_each_word_with_the_initial_and_has_those_before_it():
    runs = list(runs_ending_in("Data sharing: the Code on data", frozenset("d"), 3))
    assert [[token.term for token in run] for run in runs] == [["data"], ["code", "on", "data"]]
