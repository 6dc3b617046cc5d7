"""CSV: read back as it was, inert in a spreadsheet, and never short without saying so."""

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest

from app.reports.lists.csv_files import BrokenOff, csv_chunks

STRINGS = Path(__file__).parents[4] / "shared" / "data" / "adversarial"
NEVER_SHOWN = {*map(chr, range(32)), "\x7f", "\ufffe", "\uffff"} - {"\t", "\n", "\r"}
FORMULAS = [
    "=1+1",
    "+44 20 7946 0000",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "\x00=1",
    "\ufeff=1",
    "\x1f+1",
]


def read_back(*rows):
    return read(b"".join(csv_chunks(["Head"], [rows])))[1:]


def read(written):
    """As an independent reader has it, which takes nothing that is not CSV to the letter."""
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""), strict=True))


def hostile_strings():
    if not STRINGS.is_dir():
        return []
    told = (STRINGS / "csv_injection.txt").read_text("utf-8").splitlines()
    return [*told, *json.loads((STRINGS / "naughty_strings.json").read_text("utf-8"))]


def test_days_and_numbers_and_what_is_not_known() -> None:
    assert read_back((dt.date(2021, 2, 3), 12, 0, None, "")) == [["2021-02-03", "12", "0", "", ""]]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_told_as_text(text: str) -> None:
    [[cell]] = read_back((text,))
    assert cell[0] == "'"
    assert cell[1:] == text.lstrip("\x00\x1f\ufeff")


def test_of_hostile_strings_none_is_a_formula_and_none_loses_what_can_be_shown() -> None:
    texts = [text.encode("utf-8", "replace").decode() for text in hostile_strings()]
    for text, [cell] in zip(texts, read_back(*((text,) for text in texts)) if texts else [], strict=True):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")), repr(text)
        shown = "".join(sign for sign in text if sign not in NEVER_SHOWN)
        assert cell in {shown, f"'{shown}", shown.lstrip("\ufeff"), "'" + shown.lstrip("\ufeff")}, repr(text)


def test_what_breaks_off_says_so_in_its_last_line() -> None:
    def lots():
        yield [("One",)]
        raise OSError("The disk is gone.")

    received = []
    with pytest.raises(BrokenOff):
        received.extend(csv_chunks(["Head"], lots()))
    assert read(b"".join(received)) == [
        ["Head"],
        ["One"],
        ["This list is not whole: it broke off here. Export it again."],
    ]


def test_quotes_commas_and_line_ends_stay_in_their_cell() -> None:
    row = ['She said "yes, later"', ",", '"', "two\r\nlines", "'", "", '""']
    assert read_back(row, row) == [row, row]


def test_a_lot_without_rows_leaves_no_line() -> None:
    assert b"".join(csv_chunks(["Head"], [[], [("One",)], []])).decode("utf-8-sig").count("\r\n") == 2
