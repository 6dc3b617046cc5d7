"""Honest files of each kind, made byte by byte, and hostile ones."""

import io
import struct
import zlib
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile

OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN_PARTS = {
    "docx": ("word/document.xml", f"{OFFICE}wordprocessingml.document"),
    "xlsx": ("xl/workbook.xml", f"{OFFICE}spreadsheetml.sheet"),
    "pptx": ("ppt/presentation.xml", f"{OFFICE}presentationml.presentation"),
}
OPEN_DOCUMENT = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(text: str = "Minutes of the meeting", *, pages: int = 1, content: bytes | None = None) -> bytes:
    """A PDF with the text on each page; `content` stands for the page's instructions, flate-compressed already."""
    stream = content if content is not None else zlib.compress(_instructions(text))
    kids = " ".join(f"{4 + number} 0 R" for number in range(pages))
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {4 + pages} 0 R "
    page += "/Resources << /Font << /F1 3 0 R >> >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *([page.encode()] * pages),
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    return assemble_pdf(objects)


def _instructions(text: str) -> bytes:
    lines = "".join(f"({line}) Tj 0 -14 Td " for line in text.split("\n"))
    return f"BT /F1 12 Tf 72 720 Td {lines}ET".encode("cp1252")


def assemble_pdf(objects: list[bytes]) -> bytes:
    """The objects, the first of which is the catalogue, with the table of where each lies."""
    made, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(made)


def package(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip archive of these parts."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def document_xml(text: str) -> str:
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    return f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{paragraphs}</w:body></w:document>'


def office(ending: str = "docx", text: str = "Minutes of the meeting", more: Mapping[str, bytes | str] = {}) -> bytes:
    """A Word, Excel or PowerPoint file; `more` are parts beside, or instead."""
    main, media_type = MAIN_PARTS[ending]
    types = f'<?xml version="1.0"?><Types><Override PartName="/{main}" ContentType="{media_type}.main+xml"/></Types>'
    return package({"[Content_Types].xml": types, main: document_xml(text), **more})


def open_document(ending: str = "odt", more: Mapping[str, bytes | str] = {}) -> bytes:
    parts = {"mimetype": OPEN_DOCUMENT[ending], "content.xml": "<office/>", "META-INF/manifest.xml": "<m/>"}
    return package({**parts, **more})


def png() -> bytes:
    """A dot."""
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b""))
    chunks = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + chunks


def jpeg() -> bytes:
    """The parts of a picture, with a preview in its header that has an end of its own."""
    preview = b"Exif\0\0\xff\xd8\xff\xd9"
    header = b"\xff\xe1" + struct.pack(">H", len(preview) + 2) + preview
    scan = b"\xff\xda\0\x08\x01\x01\0\0\x3f\0" + b"\x55\xff\0" * 200
    return b"\xff\xd8" + header + scan + b"\xff\xd9"


def mail(text: str = "See you on Friday", *, boundary: str = "b1") -> bytes:
    head = "From: kit@council.example\r\nTo: officer@liaison.example\r\nSubject: Our meeting\r\nMIME-Version: 1.0\r\n"
    body = f"--{boundary}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n--{boundary}--\r\n"
    return f"{head}Content-Type: multipart/mixed; boundary={boundary}\r\n\r\n{body}".encode()


HONEST: dict[str, bytes] = {
    "minutes.pdf": pdf(),
    **{f"minutes.{ending}": office(ending) for ending in MAIN_PARTS},
    **{f"minutes.{ending}": open_document(ending) for ending in OPEN_DOCUMENT},
    "notes.txt": "Nodiadau’r cyfarfod\n".encode(),
    "old.txt": "Caf\xe9, \u201cquoted\u201d".encode("cp1252"),
    "windows.txt": "Minutes".encode("utf-16"),
    "people.csv": b"name,post\nKit Example,Director\n",
    "dot.png": png(),
    "photo.jpg": jpeg(),
    "photo.JPEG": jpeg(),
    "invitation.eml": mail(),
}
