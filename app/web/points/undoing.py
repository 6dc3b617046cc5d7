"""What became of points before, as the button that undoes it carries it; signed, so that only ours comes back."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from flask import current_app, flash, url_for
from itsdangerous import BadData, URLSafeSerializer

from app.partnership.dispositions import Disposal, Former
from app.points.rules import Disposition
from app.web.access import current_colleague
from app.web.undo import flash_with_undo

LONGEST = 1_500  # characters: the confirmation travels in a cookie, which holds 4 KB


def told_with_undo(words: str, former: Sequence[Former], back: str) -> None:
    """Tell it with the way back, where there was something to change and it is not too long to be carried."""
    kept = _signer().dumps([_kept(each) for each in former])
    if former and len(kept) <= LONGEST:
        fields = {"former": kept, "next": back}
        flash_with_undo(words, url_for("points.undo_disposal"), fields=fields)
    else:
        flash(words, "saved")


def former_of(text: str) -> list[Former]:
    """What a button carried. What was not given to this colleague is nothing."""
    try:
        return [_read(each) for each in _signer().loads(text)]
    except BadData:
        return []


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt=f"former-disposals-{current_colleague().id}")


def _kept(former: Former) -> list[Any]:
    was = former.disposal
    day = was.disposed_on.isoformat() if was.disposed_on else ""
    return [former.point_id, former.version, was.disposition.value, was.answer, day, was.output_id or 0]


def _read(kept: list[Any]) -> Former:
    point_id, version, word, answer, day, output_id = kept
    was = Disposal(Disposition(word), answer, dt.date.fromisoformat(day) if day else None, output_id or None)
    return Former(point_id, version, was)
