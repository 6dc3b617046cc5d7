"""Keeping what is typed until it is saved. Nothing of it is audited: a draft is nobody's business but its author's."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Delete,
    Insert,
    Row,
    ScalarSelect,
    Table,
    Update,
    and_,
    delete,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.engine import CursorResult

from app.contacts.models import Contact
from app.contacts.services import claim_submission
from app.contacts.visibility import Reader, readable_by
from app.core.errors import NotFound
from app.database import db, utc_now
from app.drafts.models import Draft
from app.drafts.rules import (
    ENDED,
    KEPT_FOR,
    NO_PAGE,
    OF_UNREADABLE,
    REMEMBERED_FOR,
    TOLD_FOR,
    Ended,
    OpenPage,
    Pairs,
    goes_at,
    is_token,
)

# As a table, without the model's weight: a form is kept after every pause in typing.
_TABLE = cast(Table, Draft.__table__)
_DRAFT = _TABLE.c
AT_ONCE = 500
_Found = Row[int, str, int, dt.datetime]


class Outcome(StrEnum):
    """What came of a save."""

    KEPT = auto()
    ELSEWHERE = auto()  # another open page has saved this draft meanwhile, and is not overwritten
    SAVED_ALREADY = auto()  # the contact itself was


@dataclass(frozen=True)
class Kept:
    """What came of a save, and when the draft that is there now was saved."""

    outcome: Outcome
    saved_at: dt.datetime


def save_draft(*, token: str, author: Reader, contact_id: int | None, label: str, typed: Pairs, page: OpenPage) -> Kept:
    """Keep a form as it stands, in the draft of this token, which is made if there is none.

    A save that arrives after a later one of the same page changes nothing. contact_id is of the contact that the form
    changes, also where its author may read that no more: it is what keeps its words from being taken for theirs.
    Raises NotFound when the token is somebody else's.
    """
    now = utc_now()
    said: dict[str, Any] = {
        "label": label,
        "typed": [list(pair) for pair in typed],
        "page": page.id,
        "page_saves": page.saves,
        "saved_at": now,
        "expired_at": None,
        "contact_id": contact_if_any(contact_id),
    }
    ours = and_(_DRAFT.token == token, _DRAFT.author_id == author.colleague_id)
    if _changes(update(_TABLE).where(ours, _may_follow(page)).values(said)):
        return Kept(Outcome.KEPT, now)
    claim_submission(token)
    there = _find(token)
    if there is not None:
        return _what_is_there(there, author, page)
    if db.session.scalar(select(Contact.id).where(Contact.submission_token == token)) is not None:
        return Kept(Outcome.SAVED_ALREADY, now)
    _changes(insert(_TABLE).values(said | {"token": token, "author_id": author.colleague_id}))
    return Kept(Outcome.KEPT, now)


def contact_if_any(contact_id: int | None) -> ScalarSelect[int] | None:
    """What a draft is kept with as its contact: what a page says of that may be anything."""
    return None if contact_id is None else select(Contact.id).where(Contact.id == contact_id).scalar_subquery()


def end_draft(*, token: str, author_id: int, contact_id: int | None = None, page: OpenPage = NO_PAGE) -> Pairs:
    """Its form is saved, as `page` sent it. Where that changed a contact, its token is remembered for a while, against
    late autosaves.

    Returns what the draft said where that is more: typed on while the form was on its way, or on another page.
    """
    now = utc_now()
    over = {"label": "", "typed": [], "page": Ended.SAVED.value, "page_saves": 0, "expired_at": now}
    ours = and_(_DRAFT.token == token, _DRAFT.author_id == author_id)
    said = (_DRAFT.page, _DRAFT.page_saves, _DRAFT.typed)
    there = db.session.execute(select(*said).where(ours).with_for_update()).one_or_none()
    if contact_id is None:
        _changes(delete(_TABLE).where(ours))  # the contact itself bears the token
    elif not _changes(update(_TABLE).where(ours).values(over)) and _find(token) is None:
        whose = {"token": token, "author_id": author_id, "contact_id": contact_id, "saved_at": now}
        _changes(insert(_TABLE).values(over | whose))
    return [] if there is None or page.has(there.page, there.page_saves) else there.typed


def discard_draft(*, token: str, author: Reader) -> str | None:
    """Throw a draft away, which may be taken back for a while, and return its label; forget one that has expired.

    Raises NotFound.
    """
    label, has_expired = _own(token, author)
    ours = _DRAFT.token == token
    if has_expired:
        _changes(delete(_TABLE).where(ours))
        return None
    _changes(update(_TABLE).where(ours).values(page=Ended.THROWN_AWAY.value, page_saves=0, expired_at=utc_now()))
    return label


def keep_draft(*, token: str, author: Reader) -> str:
    """Keep a draft for its whole time again, one that was just thrown away too. Returns its label.

    Raises NotFound, also for one that has expired: there is nothing left to keep.
    """
    label, has_expired = _own(token, author)
    if has_expired:
        raise NotFound
    again = {"saved_at": utc_now(), "expired_at": None}
    _changes(update(_TABLE).where(_DRAFT.token == token).values(again))
    thrown_away = and_(_DRAFT.token == token, _DRAFT.page == Ended.THROWN_AWAY.value)
    _changes(update(_TABLE).where(thrown_away).values(page=""))
    return label


def expire_drafts(*, now: dt.datetime, author_id: int | None = None, limit: int = AT_ONCE) -> int:
    """Empty the drafts that were kept for their time, and forget those that are done with; of one author, or of all.

    What is left of an expired draft is a line that says so: a new row, since the files of the old one go with it.
    Returns how many there were; as many as the limit means that there may be more.
    """
    whose = [] if author_id is None else [_DRAFT.author_id == author_id]
    done_with = or_(
        and_(_DRAFT.page.in_(ENDED), _DRAFT.expired_at <= now - REMEMBERED_FOR),
        and_(_DRAFT.page.not_in(ENDED), _DRAFT.saved_at <= now - KEPT_FOR - TOLD_FOR),
    )
    forgotten = select(_DRAFT.id).where(*whose, done_with).limit(limit)
    count = _changes(delete(_TABLE).where(_DRAFT.id.in_(forgotten.scalar_subquery())))
    columns = (_DRAFT.token, _DRAFT.author_id, _DRAFT.contact_id, _DRAFT.label, _DRAFT.saved_at)
    expiring = select(_DRAFT.id, *columns).where(*whose, _DRAFT.expired_at.is_(None), _DRAFT.saved_at <= now - KEPT_FOR)
    rows = db.session.execute(expiring.limit(limit)).all()
    if rows:
        lines = [{column.name: value for column, value in zip(columns, row[1:], strict=True)} for row in rows]
        _changes(delete(_TABLE).where(_DRAFT.id.in_([row.id for row in rows])))
        empty = {"typed": [], "page": "", "page_saves": 0, "expired_at": now}
        _changes(insert(_TABLE).values([line | empty for line in lines]))
    return count + len(rows)


def _own(token: str, author: Reader) -> tuple[str, bool]:
    """What the author's draft is called, and whether it has expired. Raises NotFound, also for one that was saved."""
    if not is_token(token):
        raise NotFound
    columns = (_DRAFT.label, _DRAFT.page, _DRAFT.saved_at, _DRAFT.expired_at, _DRAFT.contact_id, Contact.id)
    row = db.session.execute(
        select(*columns)
        .outerjoin(Contact, and_(Contact.id == _DRAFT.contact_id, readable_by(author)))
        .where(_DRAFT.token == token, _DRAFT.author_id == author.colleague_id, _DRAFT.page != Ended.SAVED.value)
    ).one_or_none()
    if row is None:
        raise NotFound
    label, page, saved_at, expired_at, contact_id, readable_id = row
    is_emptied = expired_at is not None and page != Ended.THROWN_AWAY
    return label if contact_id == readable_id else OF_UNREADABLE, is_emptied or goes_at(saved_at) <= utc_now()


def _may_follow(page: OpenPage) -> ColumnElement[bool]:
    """Whether the draft as it stands is what this page last saved, or was opened with; or is no page's."""
    return or_(
        _DRAFT.page.in_(("", Ended.THROWN_AWAY.value)),
        and_(_DRAFT.page == page.id, _DRAFT.page_saves < page.saves),
        and_(_DRAFT.page == page.opened_id, _DRAFT.page_saves <= page.opened_saves),
    )


def _find(token: str) -> _Found | None:
    columns = (_DRAFT.author_id, _DRAFT.page, _DRAFT.page_saves, _DRAFT.saved_at)
    return db.session.execute(select(*columns).where(_DRAFT.token == token)).one_or_none()


def _what_is_there(there: _Found, author: Reader, page: OpenPage) -> Kept:
    author_id, page_id, _page_saves, saved_at = there
    if author_id != author.colleague_id:
        raise NotFound
    if page_id == Ended.SAVED:
        return Kept(Outcome.SAVED_ALREADY, saved_at)
    return Kept(Outcome.KEPT if page_id == page.id else Outcome.ELSEWHERE, saved_at)


def _changes(statement: Insert | Update | Delete) -> int:
    """Run it. How many drafts it changed."""
    return cast("CursorResult[Any]", db.session.execute(statement)).rowcount
