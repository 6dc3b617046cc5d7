import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.folding import fold, fold_character, word_spans


def words(text):
    folded = fold(text)
    return [folded[span.start : span.end] for span in word_spans(folded)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Éowyn Þórsdóttir", "eowyn thorsdottir"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Ærø", "aero"),
        ("İstanbul", "istanbul"),
        ("O’Brien", "o'brien"),
        ("“quoted”", '"quoted"'),
        ("Ώρα ΟΔΟΣ", "ωρα οδοσ"),
        ("Ёлкин", "елкин"),
        ("שָׁלוֹם", "שלום"),
        ("مُحَمَّد", "محمد"),
        ("مـحمد", "محمد"),
        ("٣٤", "34"),
        ("ﬁle", "file"),
        ("soft\u00adhyphen", "softhyphen"),
        ("Brand™", "brand "),
        ("A`B", "a`b"),
    ],
)
def test_letters_that_read_alike_fold_alike(text, folded):
    assert fold(text) == folded


def test_vowel_signs_of_indic_scripts_stay_since_they_tell_words_apart():
    assert fold("हिन्दी") == unicodedata.normalize("NFKD", "हिन्दी")


@pytest.mark.parametrize("text", ["Zoë", "한국어", "がぎ", "क़लम", "Ångström"])
def test_composed_and_decomposed_text_fold_alike(text):
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Multi-agency (MASH)", ["multi", "agency", "mash"]),
        ("Children's 'own' views", ["children's", "own", "views"]),
        ("a_b", ["a", "b"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("می\u200cخواهم", ["میخواهم"]),
        ("ICO北京大学report", ["ico", "北京大学", "report"]),
        ("ภาษาไทย", ["ภาษาไทย"]),
        ("£30 → €40", ["30", "40"]),
        ("a\x00b\ud800c", ["a", "b", "c"]),
        ("", []),
    ],
)
def test_words_are_letters_numbers_and_their_marks(text, expected):
    assert words(text) == [unicodedata.normalize("NFKD", word) for word in expected]


def test_a_run_without_spaces_is_told_from_a_word():
    assert [span.is_unspaced for span in word_spans("abc 北京 한")] == [False, True, False]


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_characters_fold_one_by_one(text):
    assert fold(text) == "".join(fold_character(c) for c in text)


@given(st.text())
def test_no_word_holds_white_space_underscores_or_broken_characters(text):
    for word in words(text):
        assert word
        assert not set(word) & set('_ \t\n\x00"-&|!()*:')
        word.encode("utf-8")
