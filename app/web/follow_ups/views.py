"""The list of follow-ups, and the same as a board."""

from typing import Any

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.clock import office_today
from app.core.paging import describe_count
from app.follow_ups.listing import FoundFollowUps, Place, find_follow_ups
from app.follow_ups.rules import Due
from app.web.access import may, requires
from app.web.contacts.reading import current_reader
from app.web.follow_ups import blueprint
from app.web.follow_ups.list_page import draw_rows, read_columns, shown_follow_ups
from app.web.follow_ups.reading import ListReading, place_text, read_list, read_place
from app.web.lists_shown.here import list_here, list_page, wrong_filters
from app.web.lists_shown.out_of_contacts import FOLLOW_UPS
from app.web.templating import long_date


@blueprint.get("/")
@requires(Permission.READ_RECORD)
def index() -> ResponseReturnValue:
    reading, reader, today = read_list(), current_reader(), office_today()
    if reading.form.body.picked_id is not None:
        return redirect(reading.address(organisation=reading.form.body.picked_id))
    if reading.is_board and not wrong_filters(FOLLOW_UPS, reading.labels, reading.form):
        columns = read_columns(reading, reader=reader, today=today)
        return render_template("follow_ups/board.html", reading=reading, form=reading.form, columns=columns)
    place = read_place(reading.filters.due)
    found = find_follow_ups(reading.filters, reader=reader, today=today, after=place)
    return list_page("follow_ups/index.html", reading=reading, form=reading.form, **_listed(reading, found, place))


def _listed(reading: ListReading, found: FoundFollowUps, place: Place | None) -> dict[str, Any]:
    """The list itself, with the way on and back in it."""
    rows = shown_follow_ups(found.ids, reader=current_reader(), today=office_today())
    may_act, are_ticked = may(Permission.LOG_CONTACT), request.args.get("tick") == "all"
    following, after = found.next_place, request.args.get("after", "") if place else None
    is_done = reading.filters.due is Due.DONE_LATELY
    return {
        "listed": list_here("follow_ups", found.ids, labels=reading.labels, form=reading.form),
        "rows": draw_rows(rows, may_act=may_act, are_ticked=are_ticked),
        "row_count": len(rows),
        "may_act": may_act,
        "may_tick": may_act and not is_done,
        "are_ticked": are_ticked,
        "here": reading.address(after=after),  # without the ticks, which are done with once something is done
        "tick_url": reading.address(after=after, tick=None if are_ticked else "all"),
        "count_text": describe_count(found.count, "follow-up", "follow-ups").capitalize(),
        "order_note": "the last done first" if is_done else "the earliest due first",
        "further_url": reading.address(after=place_text(following)) if following else "",
        "further_label": _further(following) if following else "",
        "first_url": reading.address() if place else "",
    }


def _further(place: Place) -> str:
    """'Those after 5 March 2021'."""
    return f"After {long_date(place.day)}" if place.day is not None else "More without a date"
