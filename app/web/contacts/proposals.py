"""What the form proposes while it is filled in: the day a date was read as, and a subject."""

from flask import request
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.contacts.rules import ContactKind, Direction, propose_subject
from app.core.clock import office_today
from app.core.plain_dates import UnreadableDate, describe_with_weekday
from app.core.words import find_word
from app.web.access import requires
from app.web.contacts import blueprint
from app.web.contacts.date_reading import read_contact_date

NAMES_LIMIT = 50
TEXT_LIMIT = 300


@blueprint.get("/proposals")
@requires(Permission.LOG_CONTACT)
def proposals() -> ResponseReturnValue:
    return {"subject": _subject(), **_date()}


def _subject() -> str:
    kind = find_word(ContactKind, request.args.get("kind"))
    direction = find_word(Direction, request.args.get("direction"))
    names = [name[:TEXT_LIMIT] for name in request.args.getlist("name")[:NAMES_LIMIT] if name]
    return propose_subject(kind, direction, names) if kind else ""


def _date() -> dict[str, str | bool]:
    text = request.args.get("date", "")[:TEXT_LIMIT]
    if not text:
        return {"date_words": "", "date_problem": "", "is_ahead": False}
    try:
        status, status_from = request.args.get("status"), request.args.get("status_from")
        date = read_contact_date(text, status=status, status_from=status_from, today=office_today())
    except UnreadableDate as problem:
        return {"date_words": "", "date_problem": str(problem), "is_ahead": False}
    return {
        "date_words": describe_with_weekday(date),
        "date_problem": "",
        "is_ahead": date.lies_after(office_today()),
    }
