"""Rows as an Excel workbook, written to the disk as they come: strings as strings, a new sheet where one is full."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path
from zipfile import ZipFile

from xlsxwriter import Workbook, workbook
from xlsxwriter.worksheet import Worksheet

from app.reports.lists.columns import Cell
from app.reports.lists.csv_files import without_control

ROWS_OF_SHEET = 1_048_576  # with the head
LEAP_DAY_OF_1900 = 60
LONGEST_CELL = 32_767  # in the units of UTF-16
COMPRESSION = 3  # of 9; without it 6
CUT = " … (cut here: a cell holds no more)"
_WIDTHS = {"Contact": 50, "Notes": 60, "Organisations": 36, "People and posts": 36}
_WIDTH = 18


# The library has no setting for it. A file is a fifth larger, and put together in less than half of the time.
workbook.ZipFile = partial(ZipFile, compresslevel=COMPRESSION)


@lru_cache(maxsize=1024)
def _day_number(day: dt.date) -> int:
    """As Excel counts days. It takes 1900 for a leap year."""
    number = (day - dt.date(1899, 12, 30)).days
    return number if number > LEAP_DAY_OF_1900 else number - 1


class XlsxFile:
    """A workbook that holds one list. Only one row of it is in memory at a time."""

    def __init__(self, path: Path, title: str, heads: Sequence[str], *, rows_of_sheet: int = ROWS_OF_SHEET) -> None:
        settings = {
            "constant_memory": True,
            "tmpdir": str(path.parent),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = Workbook(str(path), settings)
        self._head_format = self._book.add_format({"bold": True, "bottom": 1})
        self._day_format = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._title, self._heads, self._rows_of_sheet = title, heads, rows_of_sheet
        self._sheets = 0
        self._sheet = self._begin_sheet()

    def add(self, rows: Sequence[Sequence[Cell]]) -> None:
        for row in rows:
            if self._row == self._rows_of_sheet:
                self._sheet = self._begin_sheet()
            self._add_row(self._sheet, self._row, row)
            self._row += 1

    def close(self) -> None:
        """Put the file together, which takes a while for a long one."""
        self._book.close()

    def _begin_sheet(self) -> Worksheet:
        self._sheets += 1
        sheet = self._book.add_worksheet(f"{self._title} {self._sheets}" if self._sheets > 1 else self._title)
        for place, head in enumerate(self._heads):
            sheet.set_column(place, place, _WIDTHS.get(head, _WIDTH))
            sheet.write_string(0, place, head, self._head_format)
        sheet.freeze_panes(1, 0)
        self._row = 1
        return sheet

    def _add_row(self, sheet: Worksheet, number: int, row: Sequence[Cell]) -> None:
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                if cell:
                    _write_text(sheet, number, place, cell)
            elif isinstance(cell, dt.date):
                sheet.write_number(number, place, _day_number(cell), self._day_format)
            elif cell is not None:
                sheet.write_number(number, place, cell)


def _write_text(sheet: Worksheet, number: int, place: int, text: str) -> None:
    shown = _fitting(text if text.isprintable() else without_control(text))
    if shown.startswith("<r>") and shown.endswith("</r>"):
        # The library would take it for XML of its own. In parts it is text.
        sheet.write_rich_string(number, place, "<", "r", shown[2:])
    else:
        sheet.write_string(number, place, shown)


def _fitting(text: str) -> str:
    """The text, cut where a cell can't hold it, which is said."""
    if len(text) <= LONGEST_CELL // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= LONGEST_CELL * 2:
        return text
    return units[: (LONGEST_CELL - len(CUT)) * 2].decode("utf-16-le", "ignore") + CUT
