"""A whole history, or a part of one, as a tagged PDF."""

import json
from collections.abc import Sequence
from pathlib import Path

from app.reports.histories.document import Cover, Entry
from app.reports.letters.pdf_file import MEDIA_TYPE, compile_pdf

__all__ = ["MEDIA_TYPE", "write_pdf"]

TEMPLATE = Path(__file__).with_name("history.typ")


def write_pdf(cover: Cover, entries: Sequence[Entry]) -> bytes:
    """The file."""
    about = {
        "title": cover.title,
        "made_for": cover.made_for,
        "mark": cover.mark,
        "lines": [line for line in (cover.made, cover.count, cover.part_in_words) if line],
        "footer": ", ".join(filter(None, [f"History of {cover.title}", cover.part_in_words])),
    }
    told = [
        {
            "heading": entry.heading,
            "facts": [list(pair) for pair in entry.facts],
            "notes": list(entry.notes),
            "came": list(entry.came_of_it),
        }
        for entry in entries
    ]
    return compile_pdf(TEMPLATE, {"cover": json.dumps(about), "entries": json.dumps(told)}, cover.made_on)
