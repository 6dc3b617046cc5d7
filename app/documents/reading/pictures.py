"""Pictures, followed from part to part to their end. What they show is never unpacked."""

import mmap
import struct
from typing import BinaryIO

from app.documents.reading.refused import CUT_OFF, DAMAGED, TWO_KINDS, Refused

_PNG_SIGNATURE_BYTES = 8
_PNG_CHUNK_OVERHEAD = 12  # its length, its type and its check sum
_PDF_SOUGHT_BYTES = 1024  # where programs look for the beginning of a PDF
_START_OF_SCAN = 0xDA
_END_OF_IMAGE = 0xD9
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD9)}


def check_png(file: BinaryIO) -> None:
    """Raises Refused for one without its end, and for one with something after it."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        place = _PNG_SIGNATURE_BYTES
        while place < len(data):
            if place + _PNG_CHUNK_OVERHEAD > len(data):
                raise Refused(CUT_OFF)
            length, kind = struct.unpack_from(">I4s", data, place)
            if place == _PNG_SIGNATURE_BYTES and kind != b"IHDR":
                raise Refused(DAMAGED)
            place += length + _PNG_CHUNK_OVERHEAD
            if kind == b"IEND":
                break
        else:
            raise Refused(CUT_OFF)
        if place > len(data):
            raise Refused(CUT_OFF)
        if place < len(data) or _begins_a_pdf(data):
            raise Refused(TWO_KINDS)


def check_jpeg(file: BinaryIO) -> None:
    """Raises Refused for one without its end. Cameras put previews and the like after it, so those may follow."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data.find(bytes((0xFF, _END_OF_IMAGE)), _place_of_scan(data)) < 0:
            raise Refused(CUT_OFF)
        if _begins_a_pdf(data):
            raise Refused(TWO_KINDS)


def _place_of_scan(data: mmap.mmap) -> int:
    """Past every header; a preview in one of them has an end of its own, which is not the picture's."""
    place = 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            raise Refused(DAMAGED)
        marker = data[place + 1]
        if marker == _START_OF_SCAN:
            return place
        if marker == 0xFF:
            place += 1
        elif marker in _WITHOUT_LENGTH:
            place += 2
        else:
            place += 2 + int.from_bytes(data[place + 2 : place + 4])
    raise Refused(CUT_OFF)


def _begins_a_pdf(data: mmap.mmap) -> bool:
    return b"%PDF-" in data[:_PDF_SOUGHT_BYTES]
