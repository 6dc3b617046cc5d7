import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contacts.search.highlight import highlight, snippet
from app.contacts.search.query import SearchQuery, parse_search


def marked(fragments):
    return "".join(f"[{fragment.text}]" if fragment.is_hit else fragment.text for fragment in fragments)


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("Data sharing", "shared", "Data [sharing]"),
        ("The Committee’s data", "committee", "The [Committee’s] data"),
        ("Café Zoe\u0308!", "cafe zoë", "[Café] [Zoe\u0308]!"),
        ("Policies of the police", "policie*", "[Policies] of the police"),
        ("Policies of the police", "polic*", "[Policies] of the [police]"),
        ("data sharing and sharing data", '"data sharing"', "[data sharing] and sharing data"),
        ("data sharing", '"data shar*"', "[data sharing]"),
        ("a multi-agency team", "multi-agency", "a [multi-agency] team"),
        ("a b c d", '"a b" "b c"', "[a b c] d"),
        ("b c, a b c", '"a b c" c', "b [c], [a b c]"),
        ("data sharing", "data -sharing", "[data] sharing"),
        ("letter or call", "letter OR call", "[letter] or [call]"),
        ("北京大学", "京大", "北[京大]学"),
        ("½ day", "2", "[½] day"),
        ("<b>data</b>", "data", "<b>[data]</b>"),
        ("nothing", "data", "nothing"),
        ("", "data", ""),
    ],
)
def test_the_words_that_were_searched_for_are_hits(text, typed, expected):
    assert marked(highlight(text, parse_search(typed))) == expected


def test_without_a_query_nothing_is_a_hit():
    assert marked(highlight("data", SearchQuery())) == "data"


LONG = "start of it " + "filler words " * 50 + "then the data sharing code came " + "more words " * 50 + "the end"


def test_a_snippet_is_the_passage_around_the_first_hit_cut_between_words():
    shown = marked(snippet(LONG, parse_search("code"), max_chars=80))
    assert shown == "…the data sharing [code] came more words more words more words more words more…"


def test_a_snippet_without_a_hit_is_the_beginning():
    for query in (SearchQuery(), parse_search("absent")):
        assert marked(snippet(LONG, query, max_chars=30)) == "start of it filler words…"


def test_a_snippet_of_a_hit_near_the_end_has_no_ellipsis_after_it():
    shown = marked(snippet(LONG, parse_search("end"), max_chars=40))
    assert shown.startswith("…")
    assert shown.endswith("words the [end]")


def test_a_short_text_is_its_own_snippet_in_single_spaces():
    assert marked(snippet("  Data\n\n sharing\t code ", parse_search("code"))) == "Data sharing [code]"


def test_a_text_without_spaces_is_cut_all_the_same():
    shown = marked(snippet("北" * 500 + "京" + "大" * 500, parse_search("京"), max_chars=40))
    assert shown == "…" + "北" * 10 + "[京]" + "大" * 29 + "…"


def test_a_character_is_never_cut_from_its_marks():
    fragments = snippet("e\u0301" * 300, SearchQuery(), max_chars=5)
    assert marked(fragments) == "e\u0301" * 3 + "…"


def test_an_empty_text_has_an_empty_snippet():
    assert snippet(" \n ", parse_search("data")) == []


def test_a_phrase_longer_than_the_snippet_is_cut_with_it():
    assert marked(snippet("one two three four five", parse_search('"two three four five"'), max_chars=12)) == (
        "…[two three]…"
    )


TEXTS = st.text(st.sampled_from('abé ’-*"\n北½\u0301') | st.characters())


@given(TEXTS, TEXTS)
def test_a_highlighted_text_is_the_text(text, typed):
    fragments = highlight(text, parse_search(typed))
    assert "".join(fragment.text for fragment in fragments) == text
    assert all(fragment.text for fragment in fragments)


@given(TEXTS, TEXTS, st.integers(1, 30))
def test_a_snippet_is_a_piece_of_the_text_no_longer_than_asked(text, typed, max_chars):
    shown = "".join(fragment.text for fragment in snippet(text, parse_search(typed), max_chars))
    line = " ".join(text.split())
    piece = shown if shown == line else shown.removeprefix("…").removesuffix("…")
    assert piece in line
    beyond = piece[max_chars:]
    assert all(unicodedata.category(character).startswith("M") for character in beyond)


def test_a_very_long_text_is_highlighted_in_the_time_it_takes_to_read_it():
    text = "data sharing " * 8_000
    query = parse_search('"data sharing" shar* absent')
    started = time.process_time()
    assert len(highlight(text, query)) > 8_000
    assert time.process_time() - started < 2
