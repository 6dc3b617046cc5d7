"""Rows as CSV that Excel and other programs read alike: UTF-8 with its mark, one row a line, formulas inert."""

import re
from collections.abc import Iterable, Iterator, Sequence

from app.reports.lists.columns import Cell

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for the machine's own code page
# A spreadsheet takes what begins so for a formula, in letters of full width too.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_INERT = "'"
# What no spreadsheet can show. Tabs and line ends are text.
_SUSPICIOUS = frozenset({*FORMULA_SIGNS, *map(chr, range(32)), "\x7f", BYTE_ORDER_MARK, "\ufffe", "\uffff"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
# The same in UTF-8, where each is itself wherever it is found, and taken out far sooner.
_CONTROL_BYTES = bytes(sign for sign in (*range(32), 127) if sign not in b"\t\n\r")
_NO_SIGNS = "\ufffe".encode(), "\uffff".encode()


class BrokenOff(Exception):
    """Reading stopped before the end; what was sent so far is not the whole list."""


def csv_chunks(heads: Sequence[str], rows: Iterable[Sequence[Sequence[Cell]]]) -> Iterator[bytes]:
    """The head and each lot of rows as bytes, as they come.

    Where reading fails, the last line says that the list is not whole, and BrokenOff ends the stream in a way that
    a browser tells from the end of a file.
    """
    yield BYTE_ORDER_MARK.encode() + _lines([heads])
    try:
        for lot in rows:
            yield _lines(lot)
    except Exception as error:
        yield _lines([["This list is not whole: it broke off here. Export it again."]])
        raise BrokenOff from error


def without_control(text: str) -> str:
    """The text without the signs that no spreadsheet can show."""
    return _CONTROL.sub("", text)


def _lines(rows: Iterable[Sequence[Cell]]) -> bytes:
    """By RFC 4180. The library's writer looks at each sign by itself, which took a third of the time of an export."""
    columns = [_quoted(_inert(column)) for column in zip(*rows, strict=True)]
    written = "".join([f"{line}\r\n" for line in map(",".join, zip(*columns, strict=True))])
    shown = written.encode("utf-8", "replace").translate(None, _CONTROL_BYTES)
    for no_sign in _NO_SIGNS:
        shown = shown.replace(no_sign, b"")
    return shown


def _inert(column: Sequence[Cell]) -> Sequence[Cell]:
    """Column by column, since there is seldom anything to do."""
    if _SUSPICIOUS.isdisjoint({cell[:1] for cell in column if type(cell) is str}):
        return column
    return [inert_text(cell) if isinstance(cell, str) else cell for cell in column]


def _quoted(column: Sequence[Cell]) -> Sequence[str]:
    """Each text in quotes; days as ISO dates and numbers as they are."""
    return [
        '"' + cell.replace('"', '""') + '"' if type(cell) is str else '""' if cell is None else str(cell)
        for cell in column
    ]


def inert_text(text: str) -> str:
    """With an apostrophe before what a spreadsheet would take for a formula."""
    shown = without_control(text).lstrip(BYTE_ORDER_MARK)
    return _INERT + shown if shown.startswith(FORMULA_SIGNS) else shown
