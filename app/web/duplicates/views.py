"""Pairs that may be one, likeliest first; and choosing the other of a pair oneself."""

import datetime as dt
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.paging import describe_count
from app.names.queries import find_by_prefix
from app.upkeep.duplicates.queries import count_pairs, get_pair, has_looked, list_pairs
from app.upkeep.duplicates.services import dismiss_pair, look_for_duplicates, put_pair_back
from app.upkeep.merging.fields import get_record
from app.upkeep.merging.references import ORGANISATION, PERSON
from app.web.access import current_colleague, requires
from app.web.contacts.filter_form import one_line
from app.web.directory_lists import read_number
from app.web.duplicates import blueprint
from app.web.duplicates.rows import NOUNS, page_of, pair_rows, record_rows
from app.web.undo import flash_with_undo, short_name

KIND = "<any(organisation, person):kind>"
MOST_FOUND = 20


@blueprint.get("/")
@requires(Permission.MERGE_RECORDS)
def index() -> ResponseReturnValue:
    kind = PERSON if request.args.get("kind") == PERSON else ORGANISATION
    page = list_pairs(kind, after=read_number("after"))
    here: dict[str, Any] = {"kind": kind}
    return render_template(
        "duplicates/index.html",
        kind=kind,
        nouns=NOUNS,
        rows=pair_rows(kind, page.items),
        count_text=describe_count(count_pairs(kind), "likely pair", "likely pairs"),
        more_url=url_for("duplicates.index", **here, after=page.next_cursor) if page.next_cursor is not None else "",
        first_url=url_for("duplicates.index", **here) if request.args.get("after") else "",
        has_looked=has_looked(),
    )


@blueprint.post("/look")
@requires(Permission.MERGE_RECORDS)
def look() -> ResponseReturnValue:
    job = look_for_duplicates(actor=current_colleague(), now=dt.datetime.now(dt.UTC))
    return redirect(url_for("jobs.job", job_id=job.id))


@blueprint.post(f"/{KIND}/<int:record_id>/<int:other_id>/not-the-same")
@requires(Permission.MERGE_RECORDS)
def dismiss(kind: str, record_id: int, other_id: int) -> ResponseReturnValue:
    now = dt.datetime.now(dt.UTC)
    pair = dismiss_pair(kind=kind, one=record_id, other=other_id, actor=current_colleague(), now=now)
    names = [short_name(get_record(kind, number).name) for number in (pair.first_id, pair.second_id)]
    words = f"{names[0]} and {names[1]} are two, and are not listed again."
    flash_with_undo(words, url_for("duplicates.put_back", pair_id=pair.id))
    return redirect(url_for("duplicates.index", kind=kind))


@blueprint.post("/pairs/<int:pair_id>/put-back")
@requires(Permission.MERGE_RECORDS)
def put_back(pair_id: int) -> ResponseReturnValue:
    pair = get_pair(pair_id)
    kind = pair.kind
    put_pair_back(pair=pair)
    flash("They may be one again.", "saved")
    return redirect(url_for("duplicates.index", kind=kind))


@blueprint.get(f"/{KIND}/<int:record_id>/with")
@requires(Permission.MERGE_RECORDS)
def choose(kind: str, record_id: int) -> ResponseReturnValue:
    """Which other record it is."""
    record, words = get_record(kind, record_id), one_line(request.args.get("name"))
    found = [number for _kind, number in find_by_prefix(words or record.name, [kind], limit=MOST_FOUND)]
    rows = record_rows(kind, [number for number in found if number != record.id])
    return render_template(
        "duplicates/choose.html",
        kind=kind,
        noun=NOUNS[kind][0],
        record=record,
        its_page=page_of(kind, record.id),
        words=words,
        rows=[(number, rows[number]) for number in found if number in rows],
    )
