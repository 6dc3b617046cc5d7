"""Keeping what is typed until it is saved. Nothing of it is audited: a draft is nobody's business but its author's."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any, cast

from sqlalchemy import ColumnElement, Delete, Insert, Row, Table, Update, and_, delete, insert, or_, select, update
from sqlalchemy.engine import CursorResult

from app.contacts.models import Contact
from app.contacts.services import claim_submission
from app.contacts.visibility import Reader, readable_by
from app.core.errors import NotFound
from app.database import db, utc_now
from app.drafts.models import Draft
from app.drafts.rules import Ended, OpenPage, Pairs

# As a table, without the model's weight: a form is kept after every pause in typing.
_TABLE = cast(Table, Draft.__table__)
_DRAFT = _TABLE.c
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
    changes; one that the author may not read is not heeded. Raises NotFound when the token is somebody else's.
    """
    now = utc_now()
    said: dict[str, Any] = {
        "label": label,
        "typed": [list(pair) for pair in typed],
        "page": page.id,
        "page_saves": page.saves,
        "saved_at": now,
        "expired_at": None,
    }
    if contact_id is None:
        said["contact_id"] = None
    ours = and_(_DRAFT.token == token, _DRAFT.author_id == author.colleague_id)
    if _changes(update(_TABLE).where(ours, _may_follow(page)).values(said)):
        return Kept(Outcome.KEPT, now)
    claim_submission(token)
    there = _find(token)
    if there is not None:
        return _what_is_there(there, author, page)
    if db.session.scalar(select(Contact.id).where(Contact.submission_token == token)) is not None:
        return Kept(Outcome.SAVED_ALREADY, now)
    changed = _readable(contact_id, author)
    _changes(insert(_TABLE).values(said | {"token": token, "author_id": author.colleague_id, "contact_id": changed}))
    return Kept(Outcome.KEPT, now)


def end_draft(*, token: str, author_id: int, contact_id: int | None = None) -> None:
    """Its form is saved. Where that changed a contact, its token is remembered for a while, against late autosaves."""
    now = utc_now()
    over = {"label": "", "typed": [], "page": Ended.SAVED.value, "page_saves": 0, "expired_at": now}
    ours = and_(_DRAFT.token == token, _DRAFT.author_id == author_id)
    if contact_id is None:
        _changes(delete(_TABLE).where(ours))  # the contact itself bears the token
    elif not _changes(update(_TABLE).where(ours).values(over)) and _find(token) is None:
        whose = {"token": token, "author_id": author_id, "contact_id": contact_id, "saved_at": now}
        _changes(insert(_TABLE).values(over | whose))


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


def _readable(contact_id: int | None, author: Reader) -> int | None:
    if contact_id is None:
        return None
    return db.session.scalar(select(Contact.id).where(Contact.id == contact_id, readable_by(author)))


def _changes(statement: Insert | Update | Delete) -> int:
    """Run it. How many drafts it changed."""
    return cast("CursorResult[Any]", db.session.execute(statement)).rowcount
