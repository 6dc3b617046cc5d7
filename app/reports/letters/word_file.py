"""A letter as DOCX, with real headings, page numbers and footnotes."""

from collections.abc import Sequence

from docx import Document
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from app.reports.letters.document import LetterDocument, Run
from app.reports.letters.word_notes import Footnotes
from app.reports.letters.word_parts import MEDIA_TYPE, clean, describe, saved, set_page, set_styles

__all__ = ["MEDIA_TYPE", "write_docx"]


def write_docx(letter: LetterDocument) -> bytes:
    """The file."""
    document = Document()
    set_styles(document)
    set_page(document)
    describe(document, title=letter.title, author=letter.sender, date=letter.date)
    notes = Footnotes(document)
    document.add_paragraph().add_run(clean(letter.sender)).bold = True
    document.add_paragraph(clean(letter.recipient))
    for line in (letter.our_reference, letter.date_label):
        if line:
            document.add_paragraph(clean(line)).paragraph_format.space_after = Pt(0)
    document.add_heading(clean(letter.title), level=1)
    for section in letter.sections:
        if section.heading:
            document.add_heading(clean(section.heading), level=section.level)
        for paragraph in section.paragraphs:
            _write(document.add_paragraph(), paragraph, notes)
    notes.finish()
    return saved(document)


def _write(paragraph: Paragraph, runs: Sequence[Run], notes: Footnotes) -> None:
    """The sentences of a paragraph, one after another."""
    for place, run in enumerate(runs):
        paragraph.add_run(f"{' ' if place else ''}{clean(run.text)}")
        if run.note:
            notes.add(paragraph, clean(run.note))
