import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.text import InvalidText, clean_line, clean_text


def test_a_line_loses_the_white_space_at_its_ends_and_inside():
    assert clean_line("  Lords \t Public\n Services\u00a0Committee ") == "Lords Public Services Committee"


def test_a_line_is_composed_so_that_equal_names_are_equal():
    assert clean_line("Zoe\u0308") == "Zo\u00eb"


def test_direction_marks_and_joiners_stay_in_a_line():
    name = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u200fabc"
    assert clean_line(name) == name


def test_text_is_kept_to_the_letter_apart_from_line_ends():
    assert clean_text("  a\r\n\r\n  b\rc \t\n") == "  a\n\n  b\nc \t\n"


def test_a_line_of_a_million_marks_is_refused_before_it_is_composed():
    started = time.process_time()
    with pytest.raises(InvalidText, match="Shorten this"):
        clean_line("a" + "\u0300\u0316" * 500_000)
    assert time.process_time() - started < 1


@pytest.mark.parametrize("clean", [clean_line, clean_text])
@pytest.mark.parametrize("wrong", ["\x00", "\ud800"])
def test_what_no_database_can_hold_is_refused_with_its_place(clean, wrong):
    with pytest.raises(InvalidText, match="Character 3 is broken"):
        clean("ab" + wrong)


@pytest.mark.parametrize("clean", [clean_line, clean_text])
def test_an_invisible_character_out_of_a_pasted_file_does_not_stop_a_save(clean):
    assert clean("a\x02b") == "a\x02b"


@given(st.text())
def test_whatever_is_accepted_can_be_stored_and_is_not_changed_by_cleaning_again(text):
    for clean in (clean_line, clean_text):
        try:
            cleaned = clean(text)
        except InvalidText:
            continue
        assert "\x00" not in cleaned
        cleaned.encode("utf-8")
        assert clean(cleaned) == cleaned
