"""PDF files: whether they are whole, and the words in them."""

import re
from typing import BinaryIO

from app.documents.reading.limits import MOST_WORDS, is_time_up
from app.documents.reading.refused import CUT_OFF, UNSAFE, Refused

_HEAD_BYTES = 1024
_TAIL_BYTES = 2048
_LENGTH = re.compile(rb"/L\s+(\d{1,12})\b")


def check_pdf(file: BinaryIO) -> None:
    """Raises Refused for one without its end."""
    head = file.read(_HEAD_BYTES)
    size = file.seek(0, 2)
    file.seek(-min(size, _TAIL_BYTES), 2)
    tail = file.read()
    file.seek(0)
    if b"%%EOF" not in tail or b"startxref" not in tail:
        raise Refused(CUT_OFF)
    # One made for the web has an end of its own near the beginning, and says how long the whole is.
    said = _LENGTH.search(head) if b"/Linearized" in head else None
    if said and int(said[1]) > size:
        raise Refused(CUT_OFF)


def words_of_pdf(file: BinaryIO) -> str:
    """The text of the pages, as far as time allows; none of one with a password. Raises Refused."""
    # It takes as long to load as all the rest, and most files do without.
    from pypdf import PdfReader  # noqa: PLC0415
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError  # noqa: PLC0415

    words: list[str] = []
    length = 0
    try:
        reader = PdfReader(file, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return ""
        for page in reader.pages:
            text = page.extract_text()
            words.append(text)
            length += len(text)
            if length > MOST_WORDS or is_time_up():
                break
    except (LimitReachedError, RecursionError, OverflowError) as error:
        raise Refused(UNSAFE) from error
    except (PyPdfError, DependencyError, NotImplementedError, ValueError, LookupError, TypeError, AttributeError):
        pass  # programs differ in what they put up with: it is kept, with the words read until there
    return "\n".join(words)
