"""The kinds of file that are taken, each with the ending of its name. Knows nothing of the application."""

from enum import StrEnum
from pathlib import PurePosixPath
from typing import NamedTuple

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


class Shape(StrEnum):
    """How the content of a file is built, which is all that its first bytes tell."""

    PDF = "pdf"
    PACKAGE = "package"  # a zip archive with the parts of a document
    PNG = "png"
    JPEG = "jpeg"
    TEXT = "text"


class FileKind(NamedTuple):
    """What a file with this ending has to be inside."""

    ending: str
    label: str
    media_type: str
    shape: Shape
    # The part of a package that makes it this kind.
    main_part: str = ""


KINDS = {
    kind.ending: kind
    for kind in (
        FileKind("pdf", "PDF", "application/pdf", Shape.PDF),
        FileKind("docx", "Word", f"{_OFFICE}wordprocessingml.document", Shape.PACKAGE, "word/document.xml"),
        FileKind("xlsx", "Excel", f"{_OFFICE}spreadsheetml.sheet", Shape.PACKAGE, "xl/workbook.xml"),
        FileKind("pptx", "PowerPoint", f"{_OFFICE}presentationml.presentation", Shape.PACKAGE, "ppt/presentation.xml"),
        FileKind("odt", "OpenDocument text", f"{_OPEN_DOCUMENT}text", Shape.PACKAGE, "content.xml"),
        FileKind("ods", "OpenDocument spreadsheet", f"{_OPEN_DOCUMENT}spreadsheet", Shape.PACKAGE, "content.xml"),
        FileKind("odp", "OpenDocument presentation", f"{_OPEN_DOCUMENT}presentation", Shape.PACKAGE, "content.xml"),
        FileKind("txt", "Plain text", "text/plain", Shape.TEXT),
        FileKind("csv", "CSV", "text/csv", Shape.TEXT),
        FileKind("eml", "Email", "message/rfc822", Shape.TEXT),
        FileKind("png", "PNG picture", "image/png", Shape.PNG),
        FileKind("jpg", "JPEG picture", "image/jpeg", Shape.JPEG),
        FileKind("jpeg", "JPEG picture", "image/jpeg", Shape.JPEG),
    )
}
_LABELS = {kind.media_type: kind.label for kind in KINDS.values()}

ACCEPTED = ",".join(f".{ending}" for ending in KINDS)
TAKEN = (
    "Liaison takes PDF, Word, Excel and PowerPoint (docx, xlsx, pptx), OpenDocument (odt, ods, odp), "
    "plain text, CSV, PNG and JPEG pictures, and emails (eml)."
)


def ending_of(name: str) -> str:
    """The ending of a name in small letters, without its dot; none where there is none."""
    return PurePosixPath(name).suffix.removeprefix(".").lower()


def kind_by_name(name: str) -> FileKind | None:
    """The kind that a name promises."""
    return KINDS.get(ending_of(name))


def label_of(media_type: str) -> str:
    """What a kind is called on the page."""
    return _LABELS.get(media_type, "File")
