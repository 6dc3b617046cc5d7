"""How the end of a zip archive is known, whatever stands before it."""

from typing import BinaryIO

_END_RECORD = b"PK\x05\x06"
_END_RECORD_BYTES = 22
_LONGEST_COMMENT = 65_535


def ends_as_an_archive(file: BinaryIO) -> bool:
    """Whether zip programs would take the end of the file for the end of an archive."""
    size = file.seek(0, 2)
    tail_size = min(size, _END_RECORD_BYTES + _LONGEST_COMMENT)
    file.seek(-tail_size, 2)
    tail = file.read()
    file.seek(0)
    place = tail.rfind(_END_RECORD)
    return 0 <= place <= len(tail) - _END_RECORD_BYTES
