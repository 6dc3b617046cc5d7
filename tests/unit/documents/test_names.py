"""Names of files: made safe, and otherwise left to the letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.names import LONGEST_BYTES, safe_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("minutes.pdf", "minutes.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("C:\\Users\\kit\\Cofnodion.docx", "Cofnodion.docx"),
        ("/etc/passwd", "passwd"),
        ("..", "file"),
        ("", "file"),
        ("a/", "file"),
        (" . minutes . pdf . ", "minutes . pdf"),
        ("Cofnodion’r ŵyl – 3.pdf", "Cofnodion’r ŵyl – 3.pdf"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
        ("会议记录.pdf", "会议记录.pdf"),
        ("دقیقه\u200cها.pdf", "دقیقه\u200cها.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("a\u2066b\u2069.txt", "ab.txt"),
        ("a\x00b\x1b[31m.txt", "ab[31m.txt"),
        ("a\tb\r\nc.txt", "a b c.txt"),
        ("half\ud800.txt", "half.txt"),
        ("CON.txt", "_CON.txt"),
        ("lpt1", "_lpt1"),
        ("console.txt", "console.txt"),
        ('<script>"alert".txt', '<script>"alert".txt'),
    ],
)
def test_a_name_becomes(given, kept):
    assert safe_name(given) == kept


def test_a_long_name_is_shortened_before_its_ending():
    name = safe_name("ŵ" * 300 + ".docx")
    assert name.endswith("ŵ.docx")
    assert len(name.encode()) <= LONGEST_BYTES


@given(st.text(max_size=400))
def test_any_name_becomes_one_that_can_be_kept_and_stays_what_it_became(text):
    name = safe_name(text)
    assert name
    assert "/" not in name
    assert len(name.encode()) <= LONGEST_BYTES
    assert safe_name(name) == name
