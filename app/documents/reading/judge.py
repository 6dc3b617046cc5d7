"""Whether a file is what its name says and safe to keep, and the words in it."""

import re
from collections.abc import Callable
from typing import BinaryIO

from app.documents.kinds import FileKind, Shape
from app.documents.reading.limits import MOST_WORDS
from app.documents.reading.looks import promised_kind
from app.documents.reading.packages import check_package, ends_as_an_archive, words_of_document
from app.documents.reading.pdf import check_pdf, words_of_pdf
from app.documents.reading.pictures import check_jpeg, check_png
from app.documents.reading.plain import check_email, check_text, words_of_email, words_of_text
from app.documents.reading.refused import TWO_KINDS, Refused

# What a database cannot hold as text: NUL, and halves of characters.
_NOT_TEXT = re.compile(r"[\x00\ud800-\udfff]")
_READERS: dict[str, Callable[[BinaryIO], str]] = {
    "pdf": words_of_pdf,
    "docx": words_of_document,
    "txt": words_of_text,
    "csv": words_of_text,
    "eml": words_of_email,
}


def judge(file: BinaryIO, name: str) -> FileKind:
    """The kind of the file, if it may be kept. Raises Refused."""
    kind = promised_kind(file, name)
    if kind.shape is not Shape.PACKAGE and ends_as_an_archive(file):
        raise Refused(TWO_KINDS)
    match kind.shape:
        case Shape.PACKAGE:
            check_package(file, kind)
        case Shape.PDF:
            check_pdf(file)
        case Shape.PNG:
            check_png(file)
        case Shape.JPEG:
            check_jpeg(file)
        case Shape.TEXT if kind.ending == "eml":
            check_email(file)
        case Shape.TEXT:
            check_text(file)
    return kind


def read_words(file: BinaryIO, kind: FileKind) -> str:
    """As much of the text as is searched; none for kinds that are not read. Raises Refused."""
    reader = _READERS.get(kind.ending)
    return _NOT_TEXT.sub(" ", reader(file)[:MOST_WORDS]) if reader else ""
