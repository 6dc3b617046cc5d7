"""A question on a contact: asked by a manager, answered by whom it was asked of or in their place, and read."""

import datetime as dt

from app.accounts.models import Colleague
from app.accounts.rules import Permission
from app.audit.rules import Action, FieldChange
from app.audit.services import record
from app.contacts.models import Contact
from app.core.errors import Conflict, InvalidInput, NotPermitted
from app.core.text import shortened
from app.database import db
from app.reviews.models import ReviewQuestion
from app.reviews.rules import ANSWER_LIMIT, QUESTION_LIMIT

LABEL_CHARACTERS = 80


def may_be_asked(contact: Contact, *, besides: int) -> list[Colleague]:
    """Whoever logged it and those on it who can answer, the author first; nobody who may not read it."""
    on_it = [link.colleague for link in contact.colleague_links]
    candidates = [*([contact.created_by] if contact.created_by else []), *on_it]
    return [
        each
        for each in dict.fromkeys(candidates)
        if each.id != besides
        and each.may(Permission.LOG_CONTACT)
        and (not contact.is_restricted or each in on_it or each.may_read_restricted)
    ]


def ask(*, contact: Contact, words: str, of_id: int | None, actor: Colleague, now: dt.datetime) -> ReviewQuestion:
    """The contact is held. Raises NotPermitted, Conflict for an archived one, and InvalidInput."""
    if not actor.may(Permission.REVIEW_CONTACTS):
        raise NotPermitted
    _insist_on_listed(contact)
    asked = next((each for each in may_be_asked(contact, besides=actor.id) if each.id == of_id), None)
    if asked is None:
        raise InvalidInput.of("of", "Choose whom you ask")
    _insist_on_words(words, QUESTION_LIMIT, "question")
    question = ReviewQuestion(contact=contact, words=words, asked_by=actor, asked_of=asked, asked_at=now)
    db.session.add(question)
    db.session.flush()
    _record(question, actor, Action.ASKED, FieldChange(f"Question to {asked.name}", "", words))
    return question


def answer(*, question: ReviewQuestion, words: str, actor: Colleague, now: dt.datetime) -> None:
    """The contact is held. Raises NotPermitted, InvalidInput, and Conflict where it is answered or taken back."""
    if not actor.may(Permission.LOG_CONTACT):
        raise NotPermitted
    _insist_on_listed(question.contact)
    if question.answered_by is not None:
        raise Conflict(f"{question.answered_by.name} has answered this question already.")
    if question.is_closed:
        raise Conflict(f"{question.asked_by.name} has taken this question back. It needs no answer.")
    _insist_on_words(words, ANSWER_LIMIT, "answer")
    question.answer, question.answered_by, question.answered_at = words, actor, now
    _record(question, actor, Action.ANSWERED, FieldChange(f"Answer to {_label(question)}", "", words))


def take_back_answer(*, question: ReviewQuestion, actor: Colleague) -> bool:
    """Leave the question open again. False where it has no answer. Raises NotPermitted, and Conflict once read."""
    if not question.is_answered:
        return False
    if question.answered_by_id != actor.id:
        raise NotPermitted
    if question.is_closed:
        raise Conflict(f"{question.asked_by.name} has read this answer already.")
    said = question.answer
    question.answer, question.answered_by, question.answered_at = "", None, None
    _record(question, actor, Action.CHANGED, FieldChange(f"Answer to {_label(question)}", said, ""))
    return True


def close(*, question: ReviewQuestion, actor: Colleague, now: dt.datetime) -> bool:
    """Say that the answer was read, or take back a question that has none. False where that was done.

    Raises NotPermitted.
    """
    if not actor.may(Permission.REVIEW_CONTACTS):
        raise NotPermitted
    if question.is_closed:
        return False
    question.closed_at = now
    _record(question, actor, Action.CLOSED, _state(question, "open", _closed_word(question)))
    return True


def reopen(*, question: ReviewQuestion, actor: Colleague) -> bool:
    """Undo that. False where it is open. Raises NotPermitted."""
    if not actor.may(Permission.REVIEW_CONTACTS):
        raise NotPermitted
    if not question.is_closed:
        return False
    question.closed_at = None
    _record(question, actor, Action.REOPENED, _state(question, _closed_word(question), "open"))
    return True


def _insist_on_listed(contact: Contact) -> None:
    if contact.archived_at is not None:
        raise Conflict("This contact is archived. Restore it first.")


def _insist_on_words(words: str, limit: int, what: str) -> None:
    if not words.strip():
        raise InvalidInput.of("words", f"Write your {what}")
    if len(words) > limit:
        raise InvalidInput.of("words", f"Shorten your {what} to {limit:,} characters")


def _closed_word(question: ReviewQuestion) -> str:
    return "answer read" if question.is_answered else "taken back"


def _state(question: ReviewQuestion, old: str, new: str) -> FieldChange:
    return FieldChange(f"Question {_label(question)}", old, new)


def _label(question: ReviewQuestion) -> str:
    return f"“{shortened(question.words, LABEL_CHARACTERS)}”"


def _record(question: ReviewQuestion, actor: Colleague, action: Action, change: FieldChange) -> None:
    contact = question.contact
    record(
        actor=actor,
        action=action,
        subject_kind="contact",
        subject_id=contact.id,
        subject_label=contact.subject,
        contact_id=contact.id,
        changes=[change],
    )
    db.session.flush()
