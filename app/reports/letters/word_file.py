"""A letter as DOCX, with real headings, page numbers and footnotes."""

import datetime as dt
import re
from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from app.reports.letters.document import LANGUAGE, LetterDocument, Run
from app.reports.letters.word_notes import Footnotes

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "Arial"
SIZES = {"Normal": 11, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11}
BLACK = RGBColor(0, 0, 0)
# What XML cannot hold; a file with it would open nowhere.
_NOT_IN_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_docx(letter: LetterDocument) -> bytes:
    """The file."""
    document = Document()
    _set_styles(document)
    _set_page(document)
    _describe(document, letter)
    notes = Footnotes(document)
    document.add_paragraph().add_run(_text(letter.sender)).bold = True
    document.add_paragraph(_text(letter.recipient))
    for line in (letter.our_reference, letter.date_label):
        if line:
            document.add_paragraph(_text(line)).paragraph_format.space_after = Pt(0)
    document.add_heading(_text(letter.title), level=1)
    for section in letter.sections:
        if section.heading:
            document.add_heading(_text(section.heading), level=section.level)
        for paragraph in section.paragraphs:
            _write(document.add_paragraph(), paragraph, notes)
    notes.finish()
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


def _text(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", text)


def _write(paragraph: Paragraph, runs: Sequence[Run], notes: Footnotes) -> None:
    """The sentences of a paragraph, one after another."""
    for place, run in enumerate(runs):
        paragraph.add_run(f"{' ' if place else ''}{_text(run.text)}")
        if run.note:
            notes.add(paragraph, _text(run.note))


def _set_styles(document: WordDocument) -> None:
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


def _set_page(document: WordDocument) -> None:
    """A4, and the number of each page at its foot."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    page.top_margin = page.bottom_margin = Mm(22)
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


def _describe(document: WordDocument, letter: LetterDocument) -> None:
    about, made_on = document.core_properties, dt.datetime.combine(letter.date, dt.time(), tzinfo=dt.UTC)
    about.title, about.author, about.language = _text(letter.title), _text(letter.sender), LANGUAGE
    about.last_modified_by = about.author
    about.created = about.modified = made_on
    about.comments = ""
