"""Plain text, and tables in it."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from app.documents.reading.limits import MOST_WORDS
from app.documents.reading.refused import Refused

_CHUNK = 64 * 1024
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Line ends, tabs and page breaks are text, and so is the mark that old programs end a file with.
_NEVER_IN_TEXT = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_NOT_TEXT = "It is not plain text inside, though its name says so."


def check_text(file: BinaryIO) -> str:
    """The encoding that the whole file reads in. Raises Refused for what is no text."""
    mark = file.read(2)
    for encoding in ("utf-16",) if mark in _UTF16_MARKS else ("utf-8-sig", "cp1252"):
        file.seek(0)
        try:
            for text in _decoded(file, encoding):
                if _NEVER_IN_TEXT.search(text):
                    raise Refused(_NOT_TEXT)
        except UnicodeError:
            continue
        file.seek(0)
        return encoding
    raise Refused(_NOT_TEXT)


def words_of_text(file: BinaryIO) -> str:
    """The beginning of the text. Raises Refused."""
    encoding = check_text(file)
    return codecs.getreader(encoding)(file).read(MOST_WORDS, MOST_WORDS)


def _decoded(file: BinaryIO, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    while chunk := file.read(_CHUNK):
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)
