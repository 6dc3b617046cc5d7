"""A brief as a tagged PDF."""

import json
from pathlib import Path
from typing import Any

from app.reports.briefs.brief import NO_CAUTION, Brief, BriefSection
from app.reports.letters.pdf_file import MEDIA_TYPE, compile_pdf

__all__ = ["MEDIA_TYPE", "write_pdf"]

TEMPLATE = Path(__file__).with_name("brief.typ")


def write_pdf(brief: Brief) -> bytes:
    """The file."""
    return compile_pdf(TEMPLATE, {"brief": json.dumps(_as_data(brief))}, brief.made_on)


def _as_data(brief: Brief) -> dict[str, Any]:
    return {
        "title": brief.title,
        "under": brief.under_title,
        "made": f"{brief.made}.",
        "made_for": brief.made_for,
        "kind": " · ".join(["Brief", *brief.marks]),
        "look": list(brief.in_one_look),
        "who": [list(pair) for pair in brief.who],
        "cautions": list(brief.cautions),
        "no_caution": NO_CAUTION,
        "sections": [_section(section) for section in brief.sections],
        "footer": brief.footer,
    }


def _section(section: BriefSection) -> dict[str, Any]:
    return {
        "heading": section.full_heading,
        "rows": [
            {
                "margin": row.margin,
                "note": row.margin_note,
                "title": row.title,
                "after": row.words_after,
                "lines": [line.text for line in row.lines],
            }
            for row in section.rows
        ],
        "columns": list(section.columns),
        "table": [row.words for row in section.table],
        "empty": section.empty,
    }
