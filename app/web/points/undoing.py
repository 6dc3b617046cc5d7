"""What became of points before, as the button that undoes it carries it."""

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from flask import flash, url_for

from app.partnership.dispositions import Disposal, Former
from app.points.rules import Disposition
from app.web.undo import flash_with_undo

LONGEST = 1_500  # characters: the confirmation travels in a cookie, which holds 4 KB


def told_with_undo(words: str, former: Sequence[Former], back: str) -> None:
    """Tell it with the way back, where there was something to change and it is not too long to be carried."""
    kept = json.dumps([_kept(each) for each in former], separators=(",", ":"))
    if former and len(kept) <= LONGEST:
        fields = {"former": kept, "next": back}
        flash_with_undo(words, url_for("points.undo_disposal"), fields=fields)
    else:
        flash(words, "saved")


def former_of(text: str) -> list[Former]:
    """What a button carried. What is none of ours is nothing."""
    try:
        return [_read(each) for each in json.loads(text)]
    except (ValueError, TypeError, KeyError):
        return []


def _kept(former: Former) -> list[Any]:
    was = former.disposal
    day = was.disposed_on.isoformat() if was.disposed_on else ""
    return [former.point_id, former.version, was.disposition.value, was.answer, day, was.output_id or 0]


def _read(kept: list[Any]) -> Former:
    point_id, version, word, answer, day, output_id = kept
    disposal = Disposal(
        Disposition(word), str(answer), dt.date.fromisoformat(day) if day else None, int(output_id) or None
    )
    if (disposal.disposition.is_settled and disposal.disposed_on is None) or (
        disposal.disposition.needs_answer and not disposal.answer
    ):
        raise ValueError(word)
    return Former(int(point_id), int(version), disposal)
