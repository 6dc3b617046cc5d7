"""What follow-ups were before, as the button that undoes it carries it; signed, so that only ours comes back."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

from flask import current_app, flash, url_for
from itsdangerous import BadData, URLSafeSerializer

from app.accounts.models import Colleague
from app.contacts.visibility import Reader
from app.entry.follow_up_changes import FormerDate, FormerOwner, give_back, put_dates_back
from app.follow_ups.models import FollowUp
from app.follow_ups.queries import list_follow_ups_held
from app.follow_ups.services import complete_follow_up, reopen_follow_up
from app.web.access import current_colleague
from app.web.undo import flash_with_undo

LONGEST = 1_500  # characters: the confirmation travels in a cookie, which holds 4 KB
DONE, OPENED, MOVED, GIVEN = "done", "opened", "moved", "given"

Kept = list[Any]


def tell_done(words: str, rows: Sequence[FollowUp], back: str, *, links: Sequence[tuple[str, str]] = ()) -> None:
    """They were done at one moment: what somebody opens again and does otherwise is no longer this."""
    _tell(words, [DONE, [row.id for row in rows], _moment(rows[0].completed_at)], back, links)


def tell_opened(words: str, follow_up_id: int, completed_at: dt.datetime | None, outcome: str, back: str) -> None:
    _tell(words, [OPENED, follow_up_id, _moment(completed_at), outcome], back)


def tell_moved(words: str, former: Sequence[FormerDate], moved_to: dt.date | None, back: str) -> None:
    rows = [[each.follow_up_id, _iso(each.due_on), each.move_id] for each in former]
    _tell(words, [MOVED, _iso(moved_to), rows], back)


def tell_given(words: str, former: Sequence[FormerOwner], given_to: int, back: str) -> None:
    rows = [list(astuple(each)) for each in former]
    _tell(words, [GIVEN, given_to, rows], back)


def _tell(words: str, kept: Kept, back: str, links: Sequence[tuple[str, str]] = ()) -> None:
    """Tell it with the way back, where that is not too long to be carried."""
    carried = _signer().dumps(kept)
    if len(carried) <= LONGEST:
        fields = {"former": carried, "next": back}
        flash_with_undo(words, url_for("follow_ups.undo"), fields=fields, links=links)
    else:
        flash(words, "saved")


def read_former(text: str) -> Kept | None:
    """What a button carried; what was not given to this colleague is nothing."""
    try:
        return list(_signer().loads(text))
    except BadData:
        return None


def undo_former(kept: Kept, *, reader: Reader, actor: Colleague) -> tuple[int, int]:
    """How many follow-ups were put back, of how many."""
    match kept:
        case [str(what), list(ids), str(moment)] if what == DONE:
            done = list_follow_ups_held(ids, reader=reader)
            rows = [row for row in done if not row.is_open and _moment(row.completed_at) == moment]
            for row in rows:
                reopen_follow_up(follow_up=row, actor=actor)
            return len(rows), len(ids)
        case [str(what), int(number), str(moment), str(outcome)] if what == OPENED:
            rows = [row for row in list_follow_ups_held([number], reader=reader) if row.is_open]
            for row in rows:
                complete_follow_up(follow_up=row, actor=actor, now=dt.datetime.fromisoformat(moment), outcome=outcome)
            return len(rows), 1
        case [str(what), str(moved_to), list(moves)] if what == MOVED:
            dates = [FormerDate(number, _day(was), move_id) for number, was, move_id in moves]
            rows = list_follow_ups_held([each.follow_up_id for each in dates], reader=reader)
            return put_dates_back(follow_ups=rows, former=dates, moved_to=_day(moved_to), actor=actor), len(dates)
        case [str(what), int(given_to), list(owners)] if what == GIVEN:
            given = [FormerOwner(*each) for each in owners]
            rows = _given_away(given, reader, actor)
            return give_back(follow_ups=rows, former=given, given_to=given_to, actor=actor), len(given)
        case _:
            return 0, 0


def _given_away(given: Sequence[FormerOwner], reader: Reader, actor: Colleague) -> list[FollowUp]:
    """Those that can be read, and those that giving them away put out of sight, where nothing was saved since."""
    rows = list_follow_ups_held([each.follow_up_id for each in given], reader=reader)
    seen = {row.id for row in rows}
    versions = {each.follow_up_id: each.version for each in given if each.follow_up_id not in seen}
    unseen = list_follow_ups_held(list(versions), reader=Reader(actor.id, may_read_restricted=True)) if versions else []
    return [*rows, *(row for row in unseen if row.contact.version == versions[row.id])]


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt=f"former-follow-ups-{current_colleague().id}")


def _moment(moment: dt.datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
