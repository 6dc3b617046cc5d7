"""A record that was merged: its address leads to the one that stands for it, and says so."""

import datetime as dt

from flask import flash, url_for
from markupsafe import Markup

from app.merges.queries import find_merge, find_survivor
from app.web.templating import long_date


def survivor_page(kind: str, number: int, archived_at: dt.datetime | None) -> str | None:
    """The address of the one that stands for it, where it was merged: nobody looks for that of what is in use."""
    survivor = find_survivor(kind, number) if archived_at is not None else None
    merge = find_merge(kind, number) if survivor is not None else None
    if survivor is None or merge is None:
        return None
    words = Markup("<strong>{}</strong> was merged into this {} on {}.")
    flash(words.format(merge.loser_name, kind, long_date(merge.merged_at)), "notice")
    if kind == "person":
        return url_for("people.person", person_id=survivor)
    return url_for("organisations.organisation", organisation_id=survivor)
