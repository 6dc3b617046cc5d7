"""Office and OpenDocument files: zip archives that hold the parts of a document."""

import re
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from app.documents.kinds import KINDS, TAKEN, FileKind
from app.documents.reading.archive_end import ends_as_an_archive
from app.documents.reading.limits import MOST_WORDS, is_time_up
from app.documents.reading.refused import CUT_OFF, DAMAGED, MACROS, TWO_KINDS, UNSAFE, Refused

MOST_PARTS = 5_000
MOST_BYTES = 300 * 1024 * 1024
# Sheets of numbers shrink to a fiftieth; what shrinks further is suspect once it is large.
MOST_RATIO = 200
LARGE_BYTES = 10 * 1024 * 1024
MOST_TYPES_BYTES = 1024 * 1024
_CHUNK = 64 * 1024
_DECLARATIONS = ("mimetype", "[Content_Types].xml")  # where OpenDocument and Office say what they are
_MACRO_PARTS = re.compile(r"(?:.*/)?vbaProject\.bin|xl/macrosheets/.*|(?:Basic|Scripts)/.+", re.IGNORECASE)
_ARCHIVES = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_EMBEDDED = re.compile(r"(?:word|xl|ppt)/embeddings/.+\.(?:docx|xlsx|pptx)|Object [^/]+", re.IGNORECASE)
_ENTITY = b"<!ENTITY"
_BEFORE_XML = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"  # marks of encodings, their zeros, and blanks
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ENDS_A_LINE = {f"{_WORD}p", f"{_WORD}br", f"{_WORD}cr"}


def check_package(file: BinaryIO, kind: FileKind) -> None:
    """Unpack every part once, within limits. Raises Refused."""
    if not ends_as_an_archive(file):
        raise Refused(CUT_OFF)
    try:
        with ZipFile(file) as archive:
            parts = archive.infolist()
            _check_sizes(parts)
            if parts and min(part.header_offset for part in parts) != 0:
                raise Refused(TWO_KINDS)
            _check_kind(archive, kind)
            for part in parts:
                _check_part(archive, part)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError) as error:
        raise Refused(DAMAGED) from error
    except RuntimeError as error:  # a part with a password
        raise Refused(DAMAGED) from error


def _check_sizes(parts: list[ZipInfo]) -> None:
    """By what the archive says; that it says the truth is checked as it is unpacked."""
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_BYTES:
        raise Refused(UNSAFE)
    if unpacked > LARGE_BYTES and unpacked > MOST_RATIO * packed:
        raise Refused(UNSAFE)


def _check_kind(archive: ZipFile, kind: FileKind) -> None:
    names = set(archive.namelist())
    if any(_MACRO_PARTS.fullmatch(name) for name in names):
        raise Refused(MACROS)
    types = b"".join(_read_start(archive, name) for name in _DECLARATIONS if name in names)
    if b"macroEnabled" in types:
        raise Refused(MACROS)
    if not _is_of(kind, names, types):
        found = next((each.label for each in KINDS.values() if _is_of(each, names, types)), "")
        looks = f"a file of another kind ({found})" if found else "a zip archive"
        raise Refused(f"It looks like {looks}, though its name ends in .{kind.ending}. {TAKEN}")


def _is_of(kind: FileKind, names: set[str], types: bytes) -> bool:
    """Whether the package has the part that makes it of this kind, and says so itself."""
    return kind.main_part in names and kind.media_type.encode() in types


def _read_start(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(MOST_TYPES_BYTES)


def _check_part(archive: ZipFile, part: ZipInfo) -> None:
    with archive.open(part) as content:
        start = content.read(_CHUNK)
        if start.startswith(_ARCHIVES):
            _check_embedded(content, part)
            start = content.read(_CHUNK)
        _read_to_end(start, content)


def _check_embedded(content: IO[bytes], part: ZipInfo) -> None:
    """A document may hold another, as a table in a report; an archive in an archive is none, nor a third inside."""
    if not _EMBEDDED.fullmatch(part.filename):
        raise Refused(UNSAFE)
    content.seek(0)
    with ZipFile(content) as inner:
        inside = inner.infolist()
        _check_sizes(inside)
        if any(_MACRO_PARTS.fullmatch(each.filename) for each in inside):
            raise Refused(MACROS)
        for each in inside:
            with inner.open(each) as deeper:
                start = deeper.read(_CHUNK)
                if start.startswith(_ARCHIVES):
                    raise Refused(UNSAFE)
                _read_to_end(start, deeper)
    content.seek(0)


def _read_to_end(start: bytes, content: IO[bytes]) -> None:
    """Where the size and the check sum are compared. What XML declares to be repeated is looked for on the way.

    We unfold none of it, and whoever downloads the file may. Without zeros, the wider encodings read like the narrow.
    """
    is_xml = start.lstrip(_BEFORE_XML).startswith(b"<")
    chunk, before = start, b""
    while chunk:
        if is_xml:
            narrow = before + chunk.replace(b"\0", b"")
            if _ENTITY in narrow:
                raise Refused(UNSAFE)
            before = narrow[-len(_ENTITY) :]
        chunk = content.read(_CHUNK)


def words_of_document(file: BinaryIO) -> str:
    """The text of a Word document, a line for each paragraph, as far as time allows. Raises Refused."""
    words: list[str] = []
    length = 0
    try:
        with ZipFile(file) as archive, archive.open("word/document.xml") as part:
            for text in _texts(part):
                words.append(text)
                length += len(text)
                if length > MOST_WORDS or is_time_up():
                    break
    except (DefusedXmlException, RecursionError) as error:
        raise Refused(UNSAFE) from error
    except ParseError:
        pass  # what was read until there is what can be found
    return "".join(words)


def _texts(part: IO[bytes]) -> Iterator[str]:
    for _event, element in iterparse(part, forbid_dtd=True):
        if element.tag == f"{_WORD}t":
            yield element.text or ""
        elif element.tag == f"{_WORD}tab":
            yield "\t"
        elif element.tag in _ENDS_A_LINE:
            yield "\n"
            element.clear()
