"""A record that was merged: its address leads to the one that stands for it, and says so."""

import datetime as dt

from flask import abort, flash, redirect, url_for
from markupsafe import Markup

from app.merges.queries import find_merge, find_survivor
from app.organisations.models import Organisation
from app.organisations.queries import KIND as ORGANISATION
from app.organisations.queries import find_organisation
from app.web.templating import long_date


def standing_organisation(number: int | None) -> Organisation | None:
    """The organisation that a list is narrowed by: of one that was merged since, whichever stands for it."""
    found = find_organisation(number) if number is not None else None
    survivor = find_survivor(ORGANISATION, found.id) if found is not None and found.archived_at is not None else None
    return found if survivor is None else find_organisation(survivor)


def go_to_survivor(kind: str, number: int, archived_at: dt.datetime | None) -> None:
    """As below, without a look at what is in use, which never was merged."""
    if archived_at is not None:
        leave_merged(kind, number)


def leave_merged(kind: str, number: int) -> None:
    """Answer with the way to the one that stands for it, where it was merged."""
    survivor = find_survivor(kind, number)
    merge = find_merge(kind, number) if survivor is not None else None
    if survivor is None or merge is None:
        return
    words = Markup("<strong>{}</strong> was merged into this {} on {}.")
    flash(words.format(merge.loser_name, kind, long_date(merge.merged_at)), "notice")
    is_person = kind == "person"
    endpoint, name = ("people.person", "person_id") if is_person else ("organisations.organisation", "organisation_id")
    abort(redirect(url_for(endpoint, **{name: survivor})))  # type: ignore[arg-type]
