"""Emails that were saved as files."""

import email
import email.policy
import re
from email.errors import CloseBoundaryNotFoundDefect
from email.message import EmailMessage
from typing import BinaryIO

from app.documents.reading.refused import CUT_OFF, Refused

_END_OF_HEADERS = re.compile(rb"\n\r?\n|\r\r")
_LONGEST_HEADERS = 1024 * 1024
_HEADERS = ("from", "to", "subject", "date", "received", "mime-version")
_HEADERS_NEEDED = 2
_NO_EMAIL = "It does not look like an email: it names no sender, subject or date. If it is text, end its name in .txt."


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
