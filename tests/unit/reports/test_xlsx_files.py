"""Workbooks: strings stay strings, days are days, and a full sheet is followed by another."""

import datetime as dt
from pathlib import Path
from zipfile import ZipFile

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from app.reports.lists.csv_files import without_control
from app.reports.lists.xlsx_files import CUT, LONGEST_CELL, XlsxFile
from tests.support.naughty import OUR_OWN


def read_back(path: Path, *rows: tuple[object, ...], rows_of_sheet: int = 1_048_576) -> list[list[list[object]]]:
    file = XlsxFile(path, "Example", ["One", "Two"], rows_of_sheet=rows_of_sheet)
    file.add(rows)  # type: ignore[arg-type]
    file.close()
    book = CalamineWorkbook.from_path(str(path))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def test_numbers_and_days_and_what_is_not_known(tmp_path: Path) -> None:
    [sheet] = read_back(tmp_path / "a.xlsx", (dt.date(1900, 3, 1), 12), (dt.date(2021, 2, 3), None), ("", 0))
    assert sheet == [["One", "Two"], [dt.date(1900, 3, 1), 12], [dt.date(2021, 2, 3), ""], ["", 0]]


def test_hostile_strings_are_there_as_they_were_but_for_what_cannot_be_shown(tmp_path: Path) -> None:
    texts = [*OUR_OWN, "=1+1", "+44", "-2", "@A1", "http://example.org", "12", "_x0041_", "<r>&</r>"]
    [sheet] = read_back(tmp_path / "a.xlsx", *((text, "") for text in texts))
    never_shown = {*map(chr, range(32)), "\x7f", "\ufffe"} - {"\t", "\n"}
    assert [row[0] for row in sheet[1:]] == [
        "".join(sign for sign in text if sign not in never_shown) for text in texts
    ]


def as_the_library_writes(path: Path, rows: list[tuple[str | int | dt.date | None, ...]]) -> bytes:
    book = Workbook(str(path), {"constant_memory": True})
    head, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy-mm-dd"})
    day._get_xf_index()  # before that of the head, as there
    sheet = book.add_worksheet("Example")
    for place, name in enumerate(("One", "Two", "Three")):
        sheet.set_column(place, place, 18)
        sheet.write_string(0, place, name, head)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, dt.date):
                sheet.write_datetime(number, place, cell, day)
            elif isinstance(cell, int):
                sheet.write_number(number, place, cell)
            elif cell:
                sheet.write_string(number, place, without_control(cell))
    book.close()
    return sheet_of(path)


def sheet_of(path: Path) -> bytes:
    with ZipFile(path) as book:
        return book.read("xl/worksheets/sheet1.xml")


def test_rows_are_as_the_library_writes_them_cell_by_cell(tmp_path: Path) -> None:
    texts = [*OUR_OWN, "<b>&\"'</b>", "_x0041_", " before", "after ", "a\nb", "a\r\nb", "\tc", "_x00"]
    rows = [(text, number, dt.date(2021, 2, 3) if number % 2 else None) for number, text in enumerate(texts)]
    file = XlsxFile(tmp_path / "ours.xlsx", "Example", ["One", "Two", "Three"])
    file.add(rows[:3])
    file.add(rows[3:])
    file.close()
    assert sheet_of(tmp_path / "ours.xlsx") == as_the_library_writes(tmp_path / "its.xlsx", rows)


def test_a_full_sheet_is_followed_by_another_with_the_same_head(tmp_path: Path) -> None:
    first, second = read_back(tmp_path / "a.xlsx", ("1", ""), ("2", ""), ("3", ""), rows_of_sheet=3)
    assert [row[0] for row in first] == ["One", "1", "2"]
    assert [row[0] for row in second] == ["One", "3"]


def test_what_no_cell_holds_is_cut_and_says_so(tmp_path: Path) -> None:
    [sheet] = read_back(tmp_path / "a.xlsx", ("a" * LONGEST_CELL, "b" * 40_000), ("\U0001f469" * 20_000, ""))
    assert sheet[1][0] == "a" * LONGEST_CELL
    for cell in (sheet[1][1], sheet[2][0]):
        assert str(cell).endswith(CUT)
        assert len(str(cell).encode("utf-16-le")) <= 2 * LONGEST_CELL
