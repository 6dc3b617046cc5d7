import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.names.rules import Closeness, closeness, fold, lacks_only_an_ending, likeness, match_key, name_words


def test_a_folded_name_is_small_plain_and_spells_out_the_ampersand():
    assert fold("  Bath  & Éire’s ") == "bath and eire's"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Children’s Commissioner", ["childrens", "commissioner"]),
        ("O'Brien", ["obrien"]),
        ("Barrow-in-Furness", ["barrow", "in", "furness"]),
        ("Bath & Wells", ["bath", "and", "wells"]),
        ("Øystein Łukasz", ["oystein", "lukasz"]),
        ("***", []),
        ("", []),
    ],
)
def test_the_words_of_a_name_are_what_people_type_to_find_it(name, words):
    assert name_words(name) == words


def test_any_part_of_a_name_without_spaces_is_the_beginning_of_one_of_its_words():
    typed = name_words("大学")
    words = name_words("北京大学")
    assert words == ["北京大学", "京大学", "大学", "学"]
    assert all(any(word.startswith(part) for word in words) for part in typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("childrens commissioner", Closeness.WHOLE_NAME),
        ("cco", Closeness.WHOLE_NAME),
        ("Children’s Comm", Closeness.BEGINNING_OF_NAME),
        ("office of the", Closeness.BEGINNING_OF_NAME),
        ("commissioner", Closeness.ELSEWHERE),
        ("commissioner childrens", Closeness.ELSEWHERE),
    ],
)
def test_what_was_typed_is_as_close_as_it_comes_to_any_of_the_names(typed, expected):
    assert closeness(typed, ["Office of the Children’s Commissioner", "CCO", "Children's Commissioner"]) is expected


@pytest.mark.parametrize(
    ("typed", "expected"), [("example coun", True), ("example council", True), ("exam", False), ("example ", False)]
)
def test_a_name_of_several_words_may_lack_nothing_but_an_ending(typed, expected):
    assert lacks_only_an_ending(typed, ["Example Council"]) is expected
    assert not lacks_only_an_ending(typed, ["Example Council for the North"])


@given(st.text())
def test_the_words_of_any_text_hold_nothing_but_words(text):
    for word in name_words(text):
        assert word
        assert not set(word) & set(" '\t\n\x00_-")


@pytest.mark.parametrize(
    "name",
    [
        "Information Commissioner's Office",
        "The Information Commissioner’s Office",
        "Information Commissioners Office",
        "INFORMATION COMMISSIONERS' OFFICE",
    ],
)
def test_ways_to_write_one_name_have_one_match_key(name):
    assert match_key(name) == "information commissioner office"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Department for Education", "Dept of Education"),
        ("Work & Pensions", "Work and Pensions"),
        ("Example Care Ltd", "Example Care Limited"),
        ("Example Care Ltd.", "Example Care"),
        ("Bodø Council", "Bodo Council"),
    ],
)
def test_small_words_short_forms_and_company_endings_do_not_tell_names_apart(one, other):
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("DfE", "DfES"), ("Ward 1", "Ward 2"), ("East Sussex", "West Sussex"), ("HMCT", "HMCTS")],
)
def test_what_tells_names_apart_stays_in_the_match_key(one, other):
    assert match_key(one) != match_key(other)


def test_a_name_of_signs_alone_is_like_no_other():
    assert match_key("!!!") not in {"", match_key("???")}


@pytest.mark.parametrize(("name", "key"), [("The", "the"), ("Limited", "limited"), ("Of & for", "of and for")])
def test_a_name_of_nothing_but_small_words_keeps_them(name, key):
    assert match_key(name) == key


def test_likeness_goes_from_nought_to_one():
    assert likeness("The Home Office", "Home Office") == 1
    assert likeness("Home Office", "Xyz") < 0.3
    assert likeness("Information Comissioner", "Information Commissioner") > 0.9
