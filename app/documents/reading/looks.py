"""What a file is, told from its content."""

from typing import BinaryIO

from app.documents.kinds import KINDS, TAKEN, FileKind, Shape, ending_of, kind_by_name
from app.documents.reading.refused import Refused

HEAD_BYTES = 4096
_SURE = 0.2
_SURE_OF_TEXT = 0.7
_SIGNATURES = (
    (b"%PDF-", Shape.PDF),
    (b"PK\x03\x04", Shape.PACKAGE),
    (b"PK\x05\x06", Shape.PACKAGE),
    (b"\x89PNG\r\n\x1a\n", Shape.PNG),
    (b"\xff\xd8\xff", Shape.JPEG),
)
_SHAPES = {
    Shape.PDF: "a PDF",
    Shape.PACKAGE: "a zip archive or an Office document",
    Shape.PNG: "a PNG picture",
    Shape.JPEG: "a JPEG picture",
    Shape.TEXT: "plain text",
}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def promised_kind(file: BinaryIO, name: str) -> FileKind:
    """The kind that the name promises, where the content begins like one. Raises Refused."""
    head = file.read(HEAD_BYTES)
    file.seek(0)
    kind = kind_by_name(name)
    shape = shape_of(head)
    if kind is not None and kind.shape is shape:
        return kind
    looks = f"It looks like {_words(head, shape)}"
    if kind is None:
        ending = ending_of(name)
        raise Refused(f"{looks}{f' and ends in .{ending}' if ending else ', and its name has no ending'}. {TAKEN}")
    raise Refused(f"{looks}, though its name ends in .{kind.ending}. {_advice(shape)}")


def shape_of(head: bytes) -> Shape | None:
    """How the content is built, as far as its beginning tells; None where it is not known."""
    signed = next((shape for signature, shape in _SIGNATURES if head.startswith(signature)), None)
    # Text has no NUL in it, unless it says that it is UTF-16.
    is_text = head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in head
    return signed or (Shape.TEXT if is_text else None)


def _advice(shape: Shape | None) -> str:
    if shape is None or shape is Shape.PACKAGE:
        return TAKEN
    ending = next(kind.ending for kind in KINDS.values() if kind.shape is shape)
    return f"If that is what it is, let its name end in .{ending}. {TAKEN}"


def _words(head: bytes, shape: Shape | None) -> str:
    if head.startswith(_OLD_OFFICE):
        return "an Office file of before 2007, or one that is protected by a password"
    if shape in {None, Shape.TEXT} and (known := _known_name(head)):
        return f"another kind of file ({known})"
    return _SHAPES[shape] if shape is not None else "no kind of file that Liaison knows"


def _known_name(head: bytes) -> str:
    """The name of the format that begins like this; of text only where it is quite certain."""
    import puremagic  # noqa: PLC0415 - it knows a thousand formats, and only what is refused is named

    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return ""
    least = _SURE if b"\0" in head else _SURE_OF_TEXT
    return next((str(one.name) for one in found if one.confidence >= least), "")
