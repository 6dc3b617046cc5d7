"""What every DOCX file of ours has alike: its styles, its page, what it says of itself, and no clock in it."""

import datetime as dt
import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from app.reports.letters.document import LANGUAGE

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "Arial"
SIZES = {"Normal": 11, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11}
BLACK = RGBColor(0, 0, 0)
# What XML cannot hold; a file with it would open nowhere.
_NOT_IN_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """What XML can hold of it."""
    return _NOT_IN_XML.sub("\ufffd", text)


def saved(document: WordDocument) -> bytes:
    """The file."""
    file = BytesIO()
    document.save(file)
    return _without_clock(file)


def _without_clock(file: BytesIO) -> bytes:
    """The same packed as of one day, so that a letter that says the same is the same file."""
    packed = BytesIO()
    with ZipFile(file) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()


def set_styles(document: WordDocument) -> None:
    for name, size in SIZES.items():
        style = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), BLACK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]  # a theme's font would win over the one that is named
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), FONT)
    language = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    language.set(qn("w:val"), LANGUAGE)
    document.styles["Normal"].paragraph_format.space_after = Pt(9)


def set_page(document: WordDocument, *, sides: int = 25, ends: int = 22) -> None:
    """A4, and the number of each page at its foot."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(sides)
    page.top_margin = page.bottom_margin = Mm(ends)
    foot = page.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        foot.add_run(words).font.size = Pt(9)
        _add_field(foot, field)


def _add_field(paragraph: Paragraph, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = paragraph.add_run("1")
    run.font.size = Pt(9)
    field.append(run._r)
    paragraph._p.append(field)


def describe(document: WordDocument, *, title: str, author: str, date: dt.date) -> None:
    about, made_on = document.core_properties, dt.datetime.combine(date, dt.time(), tzinfo=dt.UTC)
    about.title, about.author, about.language = clean(title), clean(author), LANGUAGE
    about.last_modified_by = about.author
    about.created = about.modified = made_on
    about.comments = ""
