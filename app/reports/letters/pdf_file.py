"""A letter, or whatever else has a template, as a tagged PDF, to the standard PDF/UA-1."""

import datetime as dt
import json
from pathlib import Path
from typing import Any, Literal

import typst

from app.reports.letters.document import LetterDocument

MEDIA_TYPE = "application/pdf"
TEMPLATE = Path(__file__).with_name("letter.typ")
NO_GLYPH = "could not be displayed"


def write_pdf(letter: LetterDocument) -> bytes:
    """The file."""
    return compile_pdf(TEMPLATE, {"letter": json.dumps(_as_data(letter))}, letter.date)


def compile_pdf(template: Path, data: dict[str, str], date: dt.date) -> bytes:
    """A template with what it says. The text is data to it, never markup.

    Where no font of this machine has a character, the file is tagged all the same but makes no claim to the standard,
    which allows no such character.
    """
    try:
        return _compile(template, data, date, "ua-1")
    except typst.TypstError as error:
        if NO_GLYPH not in str(error):
            raise
        return _compile(template, data, date, None)


def _compile(template: Path, data: dict[str, str], date: dt.date, standard: Literal["ua-1"] | None) -> bytes:
    made_on = dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC)
    return typst.compile(
        str(template),
        root=str(template.parent),
        format="pdf",
        sys_inputs=data,
        pdf_standards=standard,
        timestamp=int(made_on.timestamp()),
        pdf_tags=True,
    )


def _as_data(letter: LetterDocument) -> dict[str, Any]:
    return {
        "sender": letter.sender,
        "recipient": letter.recipient,
        "reference": letter.our_reference,
        "date": letter.date_label,
        "title": letter.title,
        "sections": [
            {
                "heading": section.heading,
                "level": section.level,
                "paragraphs": [
                    [{"text": run.text, "note": run.note} for run in paragraph] for paragraph in section.paragraphs
                ],
            }
            for section in letter.sections
        ],
    }
