"""An update as DOCX, as tagged PDF and as a page to print, read back by other programs than wrote them."""

import datetime as dt
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pypdf
import pytest
from lxml import etree

from app.partnership.updates.freezing import freeze_update
from app.partnership.updates.queries import list_sentences
from app.partnership.updates.services import SentenceEdit, edit_part
from tests.factories.partnership import make_sentence, make_update
from tests.factories.update_world import HIDDEN, hide_more
from tests.support.naughty import OUR_OWN, naughty_strings, packed

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def download(client: Any, update: Any, path: str) -> bytes:
    response = client.get(f"/updates/{update.id}/{path}")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment; filename=update-example-select-committee-")
    return response.data


def notes_of(file: bytes) -> list[str]:
    root = etree.fromstring(ZipFile(BytesIO(file)).read("word/footnotes.xml"))
    notes = [
        "".join(note.itertext()).strip() for note in root.iter(f"{WORD}footnote") if f"{WORD}type" not in note.attrib
    ]
    assert all(notes)
    return notes


def pdf_text(file: bytes) -> str:
    """Line ends and hyphens at them are the page's, not the letter's."""
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(file)).pages).split())


def test_the_word_file_has_every_sentence_real_headings_and_our_language(client, world, draft):
    file = docx.Document(BytesIO(download(client, draft, "docx")))
    text = "\n".join(paragraph.text for paragraph in file.paragraphs)
    assert [each.words for each in list_sentences(draft.id) if each.words not in text] == []
    headings = [(each.style.name, each.text) for each in file.paragraphs if each.style.name.startswith("Heading")]
    assert headings[0] == ("Heading 1", draft.title)
    assert headings[1:3] == [("Heading 2", "Our commitments"), ("Heading 3", "Practical guidance")]
    assert headings[-1] == ("Heading 2", "What is next")
    assert (file.core_properties.title, file.core_properties.language) == (draft.title, "en-GB")
    assert 'w:lang w:val="en-GB"' in file.styles.element.xml
    assert "PAGE" in file.sections[0].footer._element.xml
    assert "Example Regulator" in text


def test_its_notes_are_footnotes_one_for_each_sentence_in_their_order(client, world, draft):
    plain, noted = download(client, draft, "docx"), download(client, draft, "docx?notes=yes")
    assert "word/footnotes.xml" not in ZipFile(BytesIO(plain)).namelist()
    assert len(notes_of(noted)) == len(list_sentences(draft.id))
    assert notes_of(noted)[1] == "Letter out: Earlier letter (our reference EX/1), 15 January 2021."
    body = docx.Document(BytesIO(noted)).element.body
    marks = [int(mark.get(f"{WORD}id")) for mark in body.iter(f"{WORD}footnoteReference")]
    assert marks == list(range(1, len(marks) + 1))


def test_the_pdf_is_tagged_titled_and_in_our_language(client, world, draft):
    file = download(client, draft, "pdf?notes=yes")
    reader = pypdf.PdfReader(BytesIO(file))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert reader.metadata.title == draft.title
    assert tags_in(root["/StructTreeRoot"]) >= {"/H1", "/H2", "/H3", "/P", "/Note"}
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert "There were 6 contacts in the period" in pdf_text(file)
    assert "Earlier letter (our reference EX/1), 15 January 2021." in pdf_text(file)


def tags_in(node: Any) -> set[str]:
    node = node.get_object()
    if isinstance(node, list):
        return set().union(*map(tags_in, node))
    if not isinstance(node, dict):
        return set()
    own = {node["/S"]} if "/S" in node else set()
    return own | (tags_in(node["/K"]) if "/K" in node else set())


def test_the_page_to_print_is_the_letter_with_its_notes_at_the_end(client, world, draft):
    page = client.get(f"/updates/{draft.id}/print?notes=yes").page
    letter = page.css_first("article.app-letter")
    assert "There were 6 contacts in the period" in letter.text()
    assert len(letter.css("ol li")) == len(letter.css("sup")) == len(list_sentences(draft.id))
    assert client.get(f"/updates/{draft.id}/print").page.css("sup") == []


def test_what_was_left_out_is_in_no_file_and_the_reference_of_a_letter_is_in_all(client, world, draft):
    [row] = [each for each in list_sentences(draft.id) if "Staff fear blame" in each.words]
    edit = SentenceEdit(row.id, row.words, True)
    edit_part(update=draft, part="heard", edits=[edit], written="Our own.", version=draft.version, actor=world.author)
    freeze_update(
        update=draft, reference="EX/2", sent_on=dt.date(2021, 4, 12), version=draft.version, actor=world.author
    )
    word = "\n".join(each.text for each in docx.Document(BytesIO(download(client, draft, "docx"))).paragraphs)
    page = client.get(f"/updates/{draft.id}/print").page.css_first("article").text()
    for text in (word, pdf_text(download(client, draft, "pdf")), page):
        assert "Staff fear blame" not in text
        assert "Our own." in text
        assert "Our reference: EX/2" in text
        assert "12 April 2021" in text


def test_no_file_tells_what_is_restricted_to_whoever_exports_it(client, world, draft, sign_in_as):
    hide_more(world)
    sign_in_as("manager")
    noted = download(client, draft, "docx?notes=yes")
    word = "\n".join(each.text for each in docx.Document(BytesIO(noted)).paragraphs)
    assert HIDDEN not in word + str(notes_of(noted)) + pdf_text(download(client, draft, "pdf?notes=yes"))


def test_the_same_letter_is_the_same_file(client, world, draft):
    for path in ("docx?notes=yes", "pdf?notes=yes"):
        assert download(client, draft, path) == download(client, draft, path)


def test_strings_that_break_programs_are_text_in_every_file(client, world):
    hostile = [*OUR_OWN, "#panic()", "*not bold*", "$x$ `raw` @ref <label>", "\\u{41}"]
    hostile += map(" ".join, packed(naughty_strings(), limit=200))
    update = make_update(world.committee, title="#let x = 1; *Title*")
    evidence = {"kind": "document", "id": None, "address": "", "label": '#panic("note") </w:t>', "date": ""}
    for place, words in enumerate(words for words in hostile if words.strip() and "\x00" not in words):
        make_sentence(update, words, key=f"all/{place}", position=place, evidence=[evidence])
    word = download(client, update, "docx?notes=yes")
    text = "\n".join(each.text for each in docx.Document(BytesIO(word)).paragraphs)
    assert "#let x = 1; *Title*" in text
    assert "<script>alert(1)</script>" in text
    assert set(notes_of(word)) == {'#panic("note") </w:t>.'}
    pdf = pdf_text(download(client, update, "pdf?notes=yes"))
    for words in ("#panic()", "*not bold*", "$x$ `raw` @ref <label>", "<script>alert(1)</script>", '#panic("note")'):
        assert words in pdf
