"""Footnotes of a DOCX file, which python-docx does not write: their part, their styles, and the marks in the text."""

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
TEXT_STYLE, MARK_STYLE = "footnote text", "footnote reference"
FIRST_ID = 1  # the two below are the lines that part notes from text
SEPARATORS = {-1: ("separator", "w:separator"), 0: ("continuationSeparator", "w:continuationSeparator")}


class Footnotes:
    """Collects the notes of a document. Without any the document is left as it is."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._notes: list[BaseOxmlElement] = []

    def add(self, paragraph: Paragraph, text: str) -> None:
        """A note, with its mark at the end of the paragraph as it is now."""
        if not self._notes:
            self._add_styles()
        number = FIRST_ID + len(self._notes)
        mark = paragraph.add_run(style=MARK_STYLE)
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(number))
        mark._r.append(reference)
        self._notes.append(self._note(number, text))

    def finish(self) -> None:
        """Put the notes into the file."""
        if not self._notes:
            return
        root = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
        for number, (kind, line) in SEPARATORS.items():
            root.append(_separator(number, kind, line))
        for note in self._notes:
            root.append(note)
        package = self._document.part.package
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE, serialize_part_xml(root), package)
        self._document.part.relate_to(part, RELATIONSHIP)

    def _add_styles(self) -> None:
        styles = self._document.styles
        text = styles.add_style(TEXT_STYLE, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        text.base_style = styles["Normal"]
        text.font.size, text.paragraph_format.space_after = Pt(9), Pt(2)
        mark = styles.add_style(MARK_STYLE, WD_STYLE_TYPE.CHARACTER, builtin=True)
        mark.font.superscript = True
        self._text_id, self._mark_id = text.style_id, mark.style_id

    def _note(self, number: int, text: str) -> BaseOxmlElement:
        note = parse_xml(
            f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{self._text_id}"/></w:pPr>'
            f'<w:r><w:rPr><w:rStyle w:val="{self._mark_id}"/></w:rPr><w:footnoteRef/></w:r>'
            '<w:r><w:t xml:space="preserve"></w:t></w:r></w:p></w:footnote>'
        )
        [words] = note.iter(qn("w:t"))
        words.text = f" {text}"  # set as text, never parsed
        return note


def _separator(number: int, kind: str, line: str) -> BaseOxmlElement:
    return parse_xml(
        f'<w:footnote {nsdecls("w")} w:type="{kind}" w:id="{number}"><w:p><w:pPr>'
        f'<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><{line}/></w:r></w:p></w:footnote>'
    )
