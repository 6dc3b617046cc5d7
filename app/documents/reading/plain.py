"""Plain text, tables in it, and e-mails."""

import codecs
import email
import email.policy
import re
from collections.abc import Iterator
from email.errors import CloseBoundaryNotFoundDefect
from email.message import EmailMessage
from typing import BinaryIO

from app.documents.reading.limits import MOST_WORDS
from app.documents.reading.refused import CUT_OFF, Refused

_CHUNK = 64 * 1024
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Line ends, tabs and page breaks are text, and so is the mark that old programs end a file with.
_NEVER_IN_TEXT = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_END_OF_HEADERS = re.compile(rb"\n\r?\n|\r\r")
_LONGEST_HEADERS = 1024 * 1024
_HEADERS = ("from", "to", "subject", "date", "received", "mime-version")
_HEADERS_NEEDED = 2
_NO_EMAIL = "It does not look like an e-mail: it names no sender, subject or date. If it is text, end its name in .txt."
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


def check_email(file: BinaryIO) -> EmailMessage:
    """The message, whole. Raises Refused."""
    file.seek(0)
    message = email.message_from_binary_file(file, policy=email.policy.default)
    if sum(header in message for header in _HEADERS) < _HEADERS_NEEDED:
        raise Refused(_NO_EMAIL)
    file.seek(0)
    if not _END_OF_HEADERS.search(file.read(_LONGEST_HEADERS)):
        raise Refused(CUT_OFF)
    defects = (defect for part in message.walk() for defect in part.defects)
    if any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in defects):
        raise Refused(CUT_OFF)
    return message


def words_of_email(file: BinaryIO) -> str:
    """Who wrote to whom about what, and the text. Raises Refused."""
    message = check_email(file)
    lines = [str(message[header]) for header in ("from", "to", "cc", "subject") if header in message]
    for part in message.walk():
        if part.get_content_type() == "text/plain" and not part.get_filename():
            lines.append(_content(part))
    return "\n".join(lines)


def _content(part: EmailMessage) -> str:
    try:
        return str(part.get_content())
    except (LookupError, ValueError):  # an encoding that nobody knows
        return ""
