"""A brief as DOCX, with real headings and tables."""

from collections.abc import Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.table import Table

from app.reports.briefs.brief import NO_CAUTION, Brief, BriefRow, BriefSection
from app.reports.letters.word_parts import MEDIA_TYPE, clean, describe, saved, set_page, set_styles

__all__ = ["MEDIA_TYPE", "write_docx"]

SIDES = 18  # mm
MARGIN, WORDS = 34, 140  # mm: of a row's date, and of what stands beside it
TABLE = (70, 30, 24, 28, 22)
SIZE, SMALL = Pt(10), Pt(9)


def write_docx(brief: Brief) -> bytes:
    """The file."""
    document = Document()
    set_styles(document)
    set_page(document, sides=SIDES, ends=SIDES)
    normal = document.styles["Normal"]
    normal.font.size, normal.paragraph_format.space_after = SIZE, Pt(3)
    describe(document, title=f"Brief: {brief.title}", author=brief.made_for, date=brief.made_on)
    document.add_paragraph().add_run(" · ".join(["Brief", *brief.marks])).bold = True
    document.add_heading(clean(brief.title), level=1)
    for words in filter(None, (brief.under_title, f"{brief.made}.")):
        document.add_paragraph(clean(words))
    if brief.cautions:
        _add_words(document, "Cautions", brief.cautions)
    document.add_heading("In one look", level=2)
    for sentence in brief.in_one_look:
        document.add_paragraph(clean(sentence), style="List Bullet")
    document.add_heading("Who", level=2)
    _add_table(document, [], brief.who, (MARGIN, WORDS))
    for section in brief.sections:
        _add_section(document, section)
    if not brief.cautions:
        _add_words(document, "Cautions", [NO_CAUTION])
    document.add_paragraph(clean(brief.footer))
    return saved(document)


def _add_words(document: WordDocument, heading: str, words: Sequence[str]) -> None:
    document.add_heading(heading, level=2)
    for each in words:
        document.add_paragraph(clean(each))


def _add_section(document: WordDocument, section: BriefSection) -> None:
    document.add_heading(clean(section.full_heading), level=2)
    if section.rows:
        _add_rows(document, section.rows)
    elif section.table:
        _add_table(document, section.columns, [row.words for row in section.table], TABLE)
    else:
        document.add_paragraph(clean(section.empty))


def _add_rows(document: WordDocument, rows: Sequence[BriefRow]) -> None:
    table = _table(document, (MARGIN, WORDS))
    for row in rows:
        margin, words = table.add_row().cells  # type: ignore[no-untyped-call]
        margin.paragraphs[0].add_run(clean(row.margin))
        if row.margin_note:
            margin.add_paragraph().add_run(clean(row.margin_note)).font.size = SMALL
        first = words.paragraphs[0]
        first.add_run(clean(row.title)).bold = True
        first.add_run(clean(row.words_after))
        for line in row.lines:
            words.add_paragraph(clean(line.text))


def _add_table(
    document: WordDocument, columns: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
) -> None:
    """With a head that is one on every page, where it has columns."""
    table = _table(document, widths)
    for place, words in enumerate([columns, *rows] if columns else rows):
        row = table.add_row()  # type: ignore[no-untyped-call]
        is_head = bool(columns) and place == 0
        if is_head:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, text in zip(row.cells, words, strict=True):
            cell.paragraphs[0].add_run(clean(text)).bold = is_head


def _table(document: WordDocument, widths: Sequence[int]) -> Table:
    """An empty one whose columns stay as wide as they are told to be."""
    table: Table = document.add_table(rows=0, cols=len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table
