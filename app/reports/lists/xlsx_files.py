"""Rows as an Excel workbook, written to the disk as they come: strings as strings, a new sheet where one is full."""

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

from xlsxwriter import Workbook, workbook
from xlsxwriter.utility import xl_col_to_name
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
_SIGN_BY_NUMBER = re.compile("_x[0-9a-fA-F]{4}_")


# The library has no setting for it. A file is a fifth larger, and put together in less than half of the time.
workbook.ZipFile = partial(ZipFile, compresslevel=COMPRESSION)


@lru_cache(maxsize=1024)
def _day_number(day: dt.date) -> int:
    """As Excel counts days. It takes 1900 for a leap year."""
    number = (day - dt.date(1899, 12, 30)).days
    return number if number > LEAP_DAY_OF_1900 else number - 1


class _ListSheet(Worksheet):  # type: ignore[misc]  # the library tells no types
    """A sheet of the library's, whose rows are written as XML a lot at a time.

    Cell by cell, the library takes ten times as long, which was most of the time of a long export.
    """

    def add_rows(self, first: int, rows: Sequence[Sequence[Cell]], day_style: int) -> None:
        """Below whatever is in the sheet. Rows are numbered from 0."""
        self._write_single_row(first)  # what the library was given before
        self._check_dimensions(first + len(rows) - 1, max(map(len, rows)) - 1)
        written = [_row_xml(number, row, day_style) for number, row in enumerate(rows, start=first + 1)]
        self.row_data_fh.write("".join(written))


class XlsxFile:
    """A workbook that holds one list. Only the rows that are added are in memory."""

    def __init__(self, path: Path, title: str, heads: Sequence[str], *, rows_of_sheet: int = ROWS_OF_SHEET) -> None:
        self._book = Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent)})
        self._head_format = self._book.add_format({"bold": True, "bottom": 1})
        self._day_style = self._book.add_format({"num_format": "yyyy-mm-dd"})._get_xf_index()
        self._title, self._heads, self._rows_of_sheet = title, heads, rows_of_sheet
        self._sheets = 0
        self._sheet = self._begin_sheet()

    def add(self, rows: Sequence[Sequence[Cell]]) -> None:
        while rows:
            if self._row == self._rows_of_sheet:
                self._sheet = self._begin_sheet()
            fitting = rows[: self._rows_of_sheet - self._row]
            self._sheet.add_rows(self._row, fitting, self._day_style)
            self._row += len(fitting)
            rows = rows[len(fitting) :]

    def close(self) -> None:
        """Put the file together, which takes a while for a long one."""
        self._book.close()

    def _begin_sheet(self) -> _ListSheet:
        self._sheets += 1
        name = f"{self._title} {self._sheets}" if self._sheets > 1 else self._title
        sheet: _ListSheet = self._book.add_worksheet(name, _ListSheet)
        for place, head in enumerate(self._heads):
            sheet.set_column(place, place, _WIDTHS.get(head, _WIDTH))
            sheet.write_string(0, place, head, self._head_format)
        sheet.freeze_panes(1, 0)
        self._row = 1
        return sheet


def _row_xml(number: int, row: Sequence[Cell], day_style: int) -> str:
    """A row as ECMA-376 has it, strings in it and not apart. Rows are numbered from 1."""
    cells = [f'<row r="{number}">']
    for letters, cell in zip(_letters(len(row)), row, strict=True):
        if isinstance(cell, str):
            if cell:
                cells.append(f'<c r="{letters}{number}" t="inlineStr"><is>{_text_xml(cell)}</is></c>')
        elif isinstance(cell, dt.date):
            cells.append(f'<c r="{letters}{number}" s="{day_style}"><v>{_day_number(cell)}</v></c>')
        elif cell is not None:
            cells.append(f'<c r="{letters}{number}"><v>{cell}</v></c>')
    cells.append("</row>")
    return "".join(cells)


@lru_cache(maxsize=64)
def _letters(columns: int) -> tuple[str, ...]:
    return tuple(xl_col_to_name(place) for place in range(columns))


def _text_xml(text: str) -> str:
    """With what a spreadsheet would read as a sign by its number, `_x0041_`, kept as it is; a return is such a one."""
    shown = _fitting(text if text.isprintable() else without_control(text))
    if "_x" in shown:
        shown = _SIGN_BY_NUMBER.sub(r"_x005F\g<0>", shown)
    shown = escape(shown).replace("\r", "_x000D_")
    return f"<t>{shown}</t>" if shown == shown.strip() else f'<t xml:space="preserve">{shown}</t>'


def _fitting(text: str) -> str:
    """The text, cut where a cell can't hold it, which is said."""
    if len(text) <= LONGEST_CELL // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= LONGEST_CELL * 2:
        return text
    return units[: (LONGEST_CELL - len(CUT)) * 2].decode("utf-16-le", "ignore") + CUT
