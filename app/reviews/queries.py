"""Reads of what awaits review, and of questions. What hangs on a contact is as restricted as the contact is."""

import datetime as dt
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Integer, Select, bindparam, func, select, text
from sqlalchemy.orm import contains_eager, joinedload

from app.accounts.models import Colleague
from app.contacts.models import Contact
from app.contacts.queries import get_contact_held, hold_contacts
from app.contacts.rows import ContactRow, read_rows
from app.contacts.search.keys import HIGHEST_KEY, LOWEST_KEY, FoundKeys
from app.contacts.search.query import parse_search
from app.contacts.visibility import Reader, listed_for, readable_by
from app.core.errors import NotFound
from app.core.paging import COUNT_LIMIT, BoundedCount, Page
from app.database import db
from app.prepared import PreparedSelect
from app.reviews.models import ReviewQuestion

PAGE_SIZE = 25
QUESTIONS_SHOWN = 50
NO_WORDS = parse_search("")
# Word for word as the indexes of them have it, which are of no use otherwise.
UNREVIEWED = text("contact.is_for_review AND contact.reviewed_at IS NULL AND contact.archived_at IS NULL")

_CONTACT = Contact.__table__.c
_QUESTION = ReviewQuestion.__table__.c
_COLLEAGUE = Colleague.__table__.c


def list_unreviewed(
    *,
    reader: Reader,
    team_id: int | None = None,
    oldest_first: bool = True,
    cursor: int | None = None,
    size: int | None = None,
) -> Page[ContactRow]:
    """A page of the contacts that await review, from the cursor on in the order asked for."""
    size = size or PAGE_SIZE
    start = cursor if cursor is not None else (LOWEST_KEY if oldest_first else HIGHEST_KEY)
    values = {"cursor": start, "wanted": size + 1, **_team(team_id)}
    keys = [key for (key,) in _unreviewed(reader, team_id is not None, oldest_first).rows(**values)]
    shown = keys[:size]
    rows = read_rows(FoundKeys(shown, BoundedCount(len(shown))), size, reader=reader, query=NO_WORDS)
    ordered = sorted(rows, key=lambda row: row.sort_key, reverse=not oldest_first)
    return Page(ordered, shown[-1] if len(keys) > size else None)


def count_unreviewed(*, reader: Reader, team_id: int | None = None) -> BoundedCount:
    [(found,)] = _count(reader, team_id is not None).rows(wanted=COUNT_LIMIT + 1, **_team(team_id))
    return BoundedCount.of(found)


class OpenQuestion(NamedTuple):
    """A question that is not done with, and the contact that it is on."""

    id: int
    words: str
    asked_by: str
    asked_of: str
    asked_at: dt.datetime
    answer: str
    answered_by: str | None
    answered_at: dt.datetime | None
    contact_id: int
    subject: str
    date: dt.date
    is_sample: bool


def list_asked_of(colleague_id: int, *, reader: Reader, limit: int = QUESTIONS_SHOWN) -> list[OpenQuestion]:
    """What a colleague is to answer, the oldest first."""
    return _questions(_of_colleague(reader), colleague_id, limit)


def list_answered_for(colleague_id: int, *, reader: Reader, limit: int = QUESTIONS_SHOWN) -> list[OpenQuestion]:
    """What was answered to a colleague who has not read it yet, the oldest question first."""
    return _questions(_answered_for(reader), colleague_id, limit)


def list_unanswered_by(colleague_id: int, *, reader: Reader, limit: int = QUESTIONS_SHOWN) -> list[OpenQuestion]:
    """What a colleague has asked and nobody has answered yet, the oldest first."""
    return _questions(_unanswered_by(reader), colleague_id, limit)


def list_questions_of_contact(contact_id: int) -> list[ReviewQuestion]:
    """As of several."""
    return list_questions_of_contacts([contact_id])


def list_questions_of_contacts(contact_ids: Collection[int]) -> list[ReviewQuestion]:
    """In the order they were asked. The caller has checked that the reader may read the contacts."""
    return list(
        db.session.scalars(
            select(ReviewQuestion)
            .where(ReviewQuestion.contact_id.in_(contact_ids))
            .options(
                joinedload(ReviewQuestion.asked_by),
                joinedload(ReviewQuestion.asked_of),
                joinedload(ReviewQuestion.answered_by),
            )
            .order_by(ReviewQuestion.id)
        )
    )


def get_question(question_id: int, *, reader: Reader) -> ReviewQuestion:
    """Raises NotFound where there is none on a contact that the reader may read."""
    question = db.session.scalar(
        select(ReviewQuestion)
        .join(ReviewQuestion.contact)
        .where(ReviewQuestion.id == question_id, readable_by(reader))
        .options(contains_eager(ReviewQuestion.contact))
    )
    if question is None:
        raise NotFound
    return question


def get_question_held(question_id: int, *, reader: Reader) -> ReviewQuestion:
    """The same, once nobody else is saving its contact, which is kept from others until the transaction ends."""
    get_contact_held(get_question(question_id, reader=reader).contact_id, reader=reader)
    return get_question(question_id, reader=reader)


def list_contacts_held(contact_ids: Collection[int], *, reader: Reader) -> Sequence[Contact]:
    """Those of the contacts that the reader may read, kept from others until the transaction ends."""
    hold_contacts(contact_ids)
    db.session.expire_all()  # what was read before may be old by now
    return db.session.scalars(
        select(Contact).where(Contact.id.in_(contact_ids), readable_by(reader)).order_by(Contact.id)
    ).all()


def _team(team_id: int | None) -> dict[str, int]:
    return {} if team_id is None else {"team_id": team_id}


# Each built once, since building them took longer than running them.
@lru_cache(maxsize=512)
def _unreviewed(reader: Reader, of_team: bool, oldest_first: bool) -> PreparedSelect:
    cursor = bindparam("cursor", type_=BigInteger)
    beyond = _CONTACT.sort_key > cursor if oldest_first else _CONTACT.sort_key < cursor
    order = _CONTACT.sort_key if oldest_first else _CONTACT.sort_key.desc()
    wanted = _awaiting(reader, of_team).where(beyond).order_by(order)
    return PreparedSelect(wanted.limit(bindparam("wanted", type_=Integer)))


@lru_cache(maxsize=512)
def _count(reader: Reader, of_team: bool) -> PreparedSelect:
    counted = _awaiting(reader, of_team).limit(bindparam("wanted", type_=Integer)).subquery()
    return PreparedSelect(select(func.count()).select_from(counted))


def _awaiting(reader: Reader, of_team: bool) -> Select[int]:
    found = select(_CONTACT.sort_key).where(UNREVIEWED, readable_by(reader))
    return found.where(_CONTACT.team_id == bindparam("team_id", type_=Integer)) if of_team else found


def _questions(statement: Select[OpenQuestion], colleague_id: int, limit: int) -> list[OpenQuestion]:
    rows = db.session.execute(statement, {"colleague_id": colleague_id, "limit": limit})
    return [OpenQuestion._make(row) for row in rows]


@lru_cache(maxsize=512)
def _of_colleague(reader: Reader) -> Select[OpenQuestion]:
    return _open_questions(reader, _QUESTION.asked_of_id, is_answered=False)


@lru_cache(maxsize=512)
def _answered_for(reader: Reader) -> Select[OpenQuestion]:
    return _open_questions(reader, _QUESTION.asked_by_id, is_answered=True)


@lru_cache(maxsize=512)
def _unanswered_by(reader: Reader) -> Select[OpenQuestion]:
    return _open_questions(reader, _QUESTION.asked_by_id, is_answered=False)


def _open_questions(reader: Reader, whose: ColumnElement[int], *, is_answered: bool) -> Select[OpenQuestion]:
    def name(column: ColumnElement[int]) -> ColumnElement[str]:
        return select(_COLLEAGUE.name).where(_COLLEAGUE.id == column).scalar_subquery()

    return (
        select(
            _QUESTION.id,
            _QUESTION.words,
            name(_QUESTION.asked_by_id),
            name(_QUESTION.asked_of_id),
            _QUESTION.asked_at,
            _QUESTION.answer,
            name(_QUESTION.answered_by_id),
            _QUESTION.answered_at,
            _CONTACT.id,
            _CONTACT.subject,
            _CONTACT.date,
            _CONTACT.is_sample,
        )
        .join_from(ReviewQuestion.__table__, Contact.__table__, _CONTACT.id == _QUESTION.contact_id)
        .where(
            whose == bindparam("colleague_id"),
            _QUESTION.closed_at.is_(None),
            _QUESTION.answered_at.is_not(None) if is_answered else _QUESTION.answered_at.is_(None),
            listed_for(reader),
        )
        .order_by(_QUESTION.id)
        .limit(bindparam("limit"))
    )
