"""What a draft is called, and which names and pages it takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.drafts.rules import LABEL_LIMIT, NO_SUBJECT, OpenPage, holds_too_much, is_token, label_of


@pytest.mark.parametrize(
    ("subject", "notes", "label"),
    [
        ("Duty of care", "At length", "Duty of care"),
        ("  Duty\n of  care ", "", "Duty of care"),
        ("", "They asked\r\n\r\nfor guidance", "They asked for guidance"),
        (" ", "\n", NO_SUBJECT),
        ("", "word " * 40, "word word word word word word word word word word word word word word word word…"),
        ("x" * 400, "", "x" * 299 + "…"),
        ("a\0b", "", "a\N{REPLACEMENT CHARACTER}b"),
    ],
)
def test_a_draft_is_called_by_its_subject_or_its_first_words(subject, notes, label):
    assert label_of(subject, notes) == label


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ({"subject": "Duty of care", "who": "Meeting with A", "when": "5 Mar 2021"}, "Duty of care"),
        ({"notes": "They asked", "who": "Meeting with A", "when": "5 Mar 2021"}, "Meeting with A, 5 Mar 2021"),
        ({"notes": "They asked", "when": "5 Mar 2021"}, "They asked, 5 Mar 2021"),
        ({"who": "Meeting with A"}, "Meeting with A"),
        ({"when": "5 Mar 2021"}, f"{NO_SUBJECT}, 5 Mar 2021"),
    ],
)
def test_a_draft_without_a_subject_is_called_by_who_or_what_is_in_it_and_its_date(typed, label):
    assert label_of(**{"subject": "", "notes": ""} | typed) == label


@given(st.text(), st.text(), st.text())
def test_any_text_makes_a_label_that_a_database_can_hold(subject, notes, who):
    label = label_of(subject, notes, who=who, when="on or before 30 September 2021")
    assert 0 < len(label) <= LABEL_LIMIT
    assert "\0" not in label
    label.encode()


def test_a_million_characters_are_held_and_no_more():
    assert not holds_too_much([("notes", "n" * 999_995)])
    assert holds_too_much([("notes", "n" * 999_996)])


@pytest.mark.parametrize("text", ["", "a b c d e f", "ääääääää", "a" * 65, "abcdefgh\n", "../../etc"])
def test_what_names_no_draft(text):
    assert not is_token(text)


@given(st.text(), st.text(), st.text(), st.text())
def test_whatever_a_browser_says_of_its_page_is_read(page, saves, opened_page, opened_saves):
    read = OpenPage.read(page, saves, opened_page, opened_saves)
    assert len(read.id) <= 64
    assert 0 <= read.saves < 10**18


@pytest.mark.parametrize(
    ("page", "saves", "has_it"),
    [("", 0, True), ("one", 3, True), ("one", 4, False), ("other", 2, True), ("other", 3, False), ("third", 1, False)],
)
def test_a_page_has_what_it_saved_and_what_it_was_opened_with(page, saves, has_it):
    assert OpenPage("one", 3, "other", 2).has(page, saves) is has_it
