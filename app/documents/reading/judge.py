"""Whether a file is what its name says and safe to keep, and the words in it.

What reads one kind of file is loaded for that kind alone: this process judges one file, and all together they take
longer to load than most files take to be judged.
"""

# ruff: noqa: PLC0415

import re
from typing import BinaryIO

from app.documents.kinds import FileKind, Shape
from app.documents.reading.archive_end import ends_as_an_archive
from app.documents.reading.limits import MOST_WORDS
from app.documents.reading.looks import promised_kind
from app.documents.reading.refused import TWO_KINDS, Refused

# What a database cannot hold as text: NUL, and halves of characters.
_NOT_TEXT = re.compile(r"[\x00\ud800-\udfff]")


def judge(file: BinaryIO, name: str) -> FileKind:
    """The kind of the file, if it may be kept. Raises Refused."""
    kind = promised_kind(file, name)
    if kind.shape is not Shape.PACKAGE and ends_as_an_archive(file):
        raise Refused(TWO_KINDS)
    match kind.shape:
        case Shape.PACKAGE:
            from app.documents.reading.packages import check_package

            check_package(file, kind)
        case Shape.PDF:
            from app.documents.reading.pdf import check_pdf

            check_pdf(file)
        case Shape.PNG:
            from app.documents.reading.pictures import check_png

            check_png(file)
        case Shape.JPEG:
            from app.documents.reading.pictures import check_jpeg

            check_jpeg(file)
        case Shape.TEXT if kind.ending == "eml":
            from app.documents.reading.emails import check_email

            check_email(file)
        case Shape.TEXT:
            from app.documents.reading.plain import check_text

            check_text(file)
    return kind


def read_words(file: BinaryIO, kind: FileKind) -> str:
    """As much of the text as is searched; none for kinds that are not read. Raises Refused."""
    return _NOT_TEXT.sub(" ", _read_text(file, kind)[:MOST_WORDS])


def _read_text(file: BinaryIO, kind: FileKind) -> str:
    match kind.ending:
        case "pdf":
            from app.documents.reading.pdf import words_of_pdf

            return words_of_pdf(file)
        case "docx":
            from app.documents.reading.packages import words_of_document

            return words_of_document(file)
        case "txt" | "csv":
            from app.documents.reading.plain import words_of_text

            return words_of_text(file)
        case "eml":
            from app.documents.reading.emails import words_of_email

            return words_of_email(file)
    return ""
