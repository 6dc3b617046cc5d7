"""A record that was merged: its address leads to the one that stands for it, and says so."""

import datetime as dt

from flask import abort, flash, redirect, url_for
from markupsafe import Markup

from app.merges.queries import find_merge, find_survivor
from app.web.templating import long_date


def go_to_survivor(kind: str, number: int, archived_at: dt.datetime | None) -> None:
    """Answer with the way to the one that stands for it, where it was merged; what is in use never was."""
    survivor = find_survivor(kind, number) if archived_at is not None else None
    merge = find_merge(kind, number) if survivor is not None else None
    if survivor is None or merge is None:
        return
    words = Markup("<strong>{}</strong> was merged into this {} on {}.")
    flash(words.format(merge.loser_name, kind, long_date(merge.merged_at)), "notice")
    is_person = kind == "person"
    endpoint, name = ("people.person", "person_id") if is_person else ("organisations.organisation", "organisation_id")
    abort(redirect(url_for(endpoint, **{name: survivor})))  # type: ignore[arg-type]
