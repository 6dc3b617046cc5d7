"""Files that are not what they seem, that would fill a machine, or that were cut off."""

import io
import struct
import zlib
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZipFile

from tests.factories.file_contents import WORD, assemble_pdf, jpeg, mail, office, open_document, package, pdf, png

MEGABYTE = 1024 * 1024


def zip_bomb() -> bytes:
    """A megabyte and a half that would be more than three hundred."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "wordprocessingml.document")
        with archive.open("word/document.xml", "w") as part:
            for _ in range(320):
                part.write(b"\0" * MEGABYTE)
    return made.getvalue()


def lying_zip_bomb() -> bytes:
    """A part that says it is small and is not."""
    made = bytearray(office(more={"word/media.bin": b"\0" * (20 * MEGABYTE)}))
    directory = made.rfind(b"PK\x01\x02")
    local = made.find(b"PK\x03\x04", struct.unpack_from("<I", made, directory + 42)[0])
    for place in (local + 22, directory + 24):
        struct.pack_into("<I", made, place, 1000)
    return bytes(made)


def many_parts() -> bytes:
    return office(more={f"word/part{number}.xml": "" for number in range(20_000)})


def overlapping_parts() -> bytes:
    """Many entries of the directory that lead to one part."""
    made = office(more={"word/media.bin": b"\0" * MEGABYTE})
    start = made.rfind(b"PK\x01\x02")
    end = made.rfind(b"PK\x05\x06")
    entry, count = made[start:end], 400
    record = bytearray(made[end:])
    there = struct.unpack_from("<H", record, 10)[0]
    size = struct.unpack_from("<I", record, 12)[0]
    struct.pack_into("<HHI", record, 8, there + count, there + count, size + count * len(entry))
    return made[:end] + entry * count + bytes(record)


def nested_bomb() -> bytes:
    """An archive in an archive in an archive, each far larger than the one around it."""
    inside = package({"zeros": b"\0" * (20 * MEGABYTE)})
    for _ in range(3):
        inside = package({f"{number}.zip": inside for number in range(8)})
    return office(more={"word/media/more.zip": inside})


def laughs() -> str:
    entities = "".join(
        f'<!ENTITY a{number} "{f"&a{number - 1};" * 10 if number else "ha" * 50}">' for number in range(10)
    )
    return (
        f'<?xml version="1.0"?><!DOCTYPE d [{entities}]><w:document xmlns:w="{WORD}"><w:body><w:p><w:r>'
        "<w:t>&a9;</w:t></w:r></w:p></w:body></w:document>"
    )


def laughs_in_another_encoding(encoding: str = "utf-16") -> bytes:
    return laughs().replace('"1.0"', '"1.0" encoding="UTF-16"').encode(encoding)


def late_laughs() -> str:
    """The same, across the end of what is read at first."""
    return laughs().replace("<!DOCTYPE", f"<!--{'.' * (65_536 - 45)}--><!DOCTYPE", 1)


def deep_xml() -> str:
    return f'<w:document xmlns:w="{WORD}">' + "<w:p>" * 400_000


def flate_bomb() -> bytes:
    """A page whose instructions would be a quarter of a gigabyte."""
    packer = zlib.compressobj(1)
    made = b"".join(packer.compress(b" " * MEGABYTE) for _ in range(256)) + packer.flush()
    return pdf(content=made)


def flate_bomb_of_text() -> bytes:
    """A page that never ends showing text."""
    packer = zlib.compressobj(1)
    line = b"BT /F1 12 Tf (again and again) Tj ET\n" * 20_000
    made = b"".join(packer.compress(line) for _ in range(90)) + packer.flush()
    return pdf(content=made)


def endless_pages() -> bytes:
    """A tree of pages of which every branch leads to the same branches: two to the thirtieth pages."""
    branches = [
        f"<< /Type /Pages /Kids [{number + 1} 0 R {number + 1} 0 R] /Count {2 ** (31 - number)} >>".encode()
        for number in range(2, 32)
    ]
    leaf = b"<< /Type /Page /MediaBox [0 0 9 9] >>"
    return assemble_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", *branches, leaf])


def own_child() -> bytes:
    """Pages that are among their own pages."""
    return assemble_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"])


def deep_brackets() -> bytes:
    return assemble_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"[" * 2_000_000])


WRONG_KIND: dict[str, bytes] = {
    "program.exe": b"MZ\x90\0" + b"\0" * 500,
    "program.pdf": b"MZ\x90\0" + b"\0" * 500,
    "picture.gif": b"GIF89a" + b"\0" * 50,
    "picture.png": b"GIF89a" + b"\0" * 50,
    "picture.jpg": png(),
    "minutes.pdf": office(),
    "minutes.docx": pdf(),
    "sheet.xlsx": office("docx"),
    "text.odt": open_document("ods"),
    "old.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "archive.zip": package({"a.txt": "a"}),
    "archive.docx": package({"a.txt": "a"}),
    "page.html": b"<!DOCTYPE html><html><script>alert(1)</script></html>",
    "page.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "noise.txt": bytes(range(256)) * 4,
    "letter.eml": b"Dear all,\n\nsee you.",
    "nothing": b"no ending at all",
    "script.sh": b"#!/bin/sh\nrm -rf /\n",
}
TWO_KINDS: dict[str, bytes] = {
    "both.pdf": pdf() + package({"a.txt": "a"}),
    "both.jpg": jpeg() + package({"a.txt": "a"}),
    "both.png": png() + b"and something more",
    "hidden.png": png()[:33] + b"\0\0\0\x09tEXt%PDF-1.7\n\0\0\0\0" + png()[33:],
    "both.docx": b"PK\x03\x04" + b"<html>" + office(),
}
MACROS: dict[str, bytes] = {
    "macros.docx": office(more={"word/vbaProject.bin": b"\0"}),
    "macros.xlsx": office("xlsx", more={"xl/macrosheets/sheet1.xml": "<x/>"}),
    "renamed.docx": office(more={"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}),
}
# Made when they are asked for: they are hostile to tests too.
BOMBS: dict[str, Callable[[], bytes]] = {
    "bomb.docx": zip_bomb,
    "lying.docx": lying_zip_bomb,
    "parts.docx": many_parts,
    "overlapping.docx": overlapping_parts,
    "nested.docx": nested_bomb,
    "laughs.docx": lambda: office(more={"word/document.xml": laughs()}),
    "laughs16.docx": lambda: office(more={"word/document.xml": laughs_in_another_encoding()}),
    "laughs.xlsx": lambda: office("xlsx", more={"xl/styles.xml": laughs()}),
    "laughs16.xlsx": lambda: office("xlsx", more={"xl/styles.xml": laughs_in_another_encoding()}),
    "laughs16.odt": lambda: open_document(more={"styles.xml": laughs_in_another_encoding("utf-16-be")}),
    "late_laughs.ods": lambda: open_document("ods", more={"styles.xml": late_laughs()}),
    "inner_laughs.docx": lambda: office(more={"word/embeddings/a.xlsx": package({"xl/styles.xml": laughs()})}),
    "flate.pdf": flate_bomb,
    "text.pdf": flate_bomb_of_text,
    "pages.pdf": endless_pages,
    "brackets.pdf": deep_brackets,
}
# Odd, but small once read: they are kept as they are, without words.
HARMLESS: dict[str, Callable[[], bytes]] = {
    "own_child.pdf": own_child,
    "deep.docx": lambda: office(more={"word/document.xml": deep_xml()}),
}
WHOLE: dict[str, bytes] = {
    "cut.pdf": pdf("A long text\n" * 300),
    "cut.docx": office(text="A long text\n" * 300),
    "cut.xlsx": office("xlsx"),
    "cut.odt": open_document(),
    "cut.png": png(),
    "cut.jpg": jpeg(),
    "cut.eml": mail("A long text\r\n" * 50),
}
