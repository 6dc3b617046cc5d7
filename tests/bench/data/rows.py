"""Contacts as rows of the application's tables, in a form that SQLite and PostgreSQL's COPY both take as it is."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from typing import Any, cast

from sqlalchemy import Table

from app.audit.models import AuditEntry
from app.audit.rules import Action
from app.contacts.models import (
    Attendee,
    Contact,
    ContactColleague,
    ContactCommitment,
    ContactOrganisation,
    ContactTheme,
    ContactWorkstream,
)
from app.contacts.search.document import SearchDocument
from app.contacts.search.indexing import document_for
from app.database import Model
from app.follow_ups.models import FollowUp
from app.points.models import Point, PointTerm
from app.points.terms import point_terms
from tests.bench.data.contacts import BenchContact, ContactMaker
from tests.bench.data.directory import make_directory
from tests.bench.data.points import BenchPoint

Rows = dict[str, list[tuple[Any, ...]]]

MODELS: tuple[type[Model], ...] = (
    Contact,
    ContactOrganisation,
    Attendee,
    ContactColleague,
    ContactWorkstream,
    ContactCommitment,
    ContactTheme,
    FollowUp,
    Point,
    PointTerm,
    AuditEntry,
)
# Numbers of what hangs on a contact are made from the contact's own, with room for its most attendees.
PER_CONTACT = 32
A_MANAGER = 10


def table_of(model: type[Model]) -> Table:
    return cast(Table, model.__table__)


def columns_of(model: type[Model]) -> tuple[str, ...]:
    return tuple(column.name for column in table_of(model).columns)


class RowMaker:
    """Turns contacts into rows; what no column is told keeps the model's own default."""

    def __init__(self, render_document: Callable[[SearchDocument], str]) -> None:
        self._render_document = render_document
        self._columns = {model: columns_of(model) for model in MODELS}
        self._defaults = {model: _defaults(model) for model in MODELS}

    def make(self, contacts: Iterator[BenchContact]) -> Rows:
        rows: Rows = {table_of(model).name: [] for model in MODELS}
        for contact in contacts:
            for model, values in self._values(contact):
                merged = {**self._defaults[model], **values}
                rows[table_of(model).name].append(tuple(merged[name] for name in self._columns[model]))
        return rows

    def _values(self, contact: BenchContact) -> Iterator[tuple[type[Model], dict[str, Any]]]:
        yield Contact, self._contact_values(contact)
        link = {"contact_id": contact.id, "sort_key": contact.sort_key}
        for position, each in enumerate(contact.organisation_links):
            yield ContactOrganisation, {**link, "organisation_id": each.organisation_id, "position": position}
        for position, each in enumerate(contact.attendees):
            yield (
                Attendee,
                {
                    **link,
                    "id": contact.id * PER_CONTACT + position,
                    "person_id": each.person_id,
                    "post_id": each.post_id,
                    "organisation_id": each.organisation_id,
                    "position": position,
                },
            )
        for position, each in enumerate(contact.colleague_links):
            yield ContactColleague, {**link, "colleague_id": each.colleague_id, "position": position}
        for each in contact.workstream_links:
            yield ContactWorkstream, {**link, "workstream_id": each.workstream_id}
        for each in contact.commitment_links:
            yield ContactCommitment, {**link, "commitment_id": each.commitment_id}
        for each in contact.theme_links:
            yield ContactTheme, {**link, "theme_id": each.theme_id}
        yield AuditEntry, _entry_values(contact)
        yield from _what_came_of(contact)

    def _contact_values(self, contact: BenchContact) -> dict[str, Any]:
        return {
            "id": contact.id,
            "sort_key": contact.sort_key,
            "kind": contact.kind.value,
            "status": contact.status.value,
            "date": contact.date.isoformat(),
            "date_precision": contact.date_precision.value,
            "direction": contact.direction.value if contact.direction else None,
            "our_reference": contact.our_reference,
            "their_reference": contact.their_reference,
            "place": contact.place,
            "subject": contact.subject,
            "notes": contact.notes,
            "capacity": contact.capacity.value if contact.capacity else None,
            "advice_given": contact.advice_given,
            "visibility": contact.visibility.value,
            "team_id": contact.team_id,
            "length_minutes": contact.length_minutes,
            "follow_up_count": contact.follow_up_count,
            "open_follow_up_count": contact.open_follow_up_count,
            "point_count": contact.point_count,
            **_review_values(contact),
            "created_at": _moment(contact.created_at.date()),
            "created_by_id": contact.colleague_links[0].colleague_id,
            "search_document": self._render_document(document_for(cast(Contact, contact))),
        }


def _review_values(contact: BenchContact) -> dict[str, Any]:
    if not contact.is_for_review or not contact.is_reviewed:
        return {"is_for_review": contact.is_for_review}
    reviewed_at = _moment(contact.date + dt.timedelta(days=7))
    return {"is_for_review": True, "reviewed_at": reviewed_at, "reviewed_by_id": A_MANAGER, "reviewed_version": 1}


def _entry_values(contact: BenchContact) -> dict[str, Any]:
    """One entry of each, in the order that they were made in; one in ten is of a change."""
    is_change = contact.id % 10 == 0
    field = {"label": "Subject", "old": contact.subject if is_change else "", "new": contact.subject}
    return {
        "id": contact.id,
        "occurred_at": _moment(contact.date),
        "actor_id": contact.colleague_links[0].colleague_id,
        "actor_name": "A colleague",
        "action": (Action.CHANGED if is_change else Action.CREATED).value,
        "subject_kind": "contact",
        "subject_id": contact.id,
        "subject_label": contact.subject,
        "contact_id": contact.id,
        "changes": json.dumps([field]),
    }


def _what_came_of(contact: BenchContact) -> Iterator[tuple[type[Model], dict[str, Any]]]:
    base = {"contact_id": contact.id}
    for position, (what, due_on, is_completed) in enumerate(contact.follow_ups):
        yield (
            FollowUp,
            {
                **base,
                "id": contact.id * PER_CONTACT + position,
                "what": what,
                "owner_id": contact.colleague_links[0].colleague_id,
                "due_on": due_on.isoformat(),
                "completed_at": _moment(due_on) if is_completed else None,
                "position": position,
            },
        )
    for position, point in enumerate(contact.points):
        number = contact.id * PER_CONTACT + position
        yield (
            Point,
            {**base, "sort_key": contact.sort_key, "id": number, "position": position, **_point(point, contact)},
        )
        for term in point_terms(words=point.words, organisation_ids=[point.organisation.id]):
            yield PointTerm, {"term": term, "sort_key": contact.sort_key, "point_id": number}


def _point(point: BenchPoint, contact: BenchContact) -> dict[str, Any]:
    return {
        "kind": point.kind.value,
        "barrier_nature": point.nature.value if point.nature else None,
        "words": point.words,
        "by_organisation_id": point.organisation.id,
        "sector_id": point.organisation.sector_id,
        "disposition": point.disposition.value,
        "answer": point.answer,
        "disposed_on": point.disposed_on.isoformat() if point.disposed_on else None,
        "created_at": _moment(contact.date),
    }


def _moment(date: dt.date) -> str:
    """Midday, as SQLite keeps a moment and as PostgreSQL reads one."""
    return f"{date.isoformat()} 12:00:00.000000"


def _defaults(model: type[Model]) -> dict[str, Any]:
    """Each column's own default, or NULL; a default that is a function is never relied on."""
    return {
        column.name: getattr(column.default.arg, "value", column.default.arg)
        if column.default is not None and column.default.is_scalar
        else None
        for column in table_of(model).columns
    }


# One maker for each worker process, so that the directory is made once.
_worker: tuple[ContactMaker, RowMaker] | None = None


def set_up_worker(seed: int, contacts: int, render_document: Callable[[SearchDocument], str]) -> None:
    global _worker  # noqa: PLW0603
    _worker = (ContactMaker(make_directory(seed), seed=seed, contacts=contacts), RowMaker(render_document))


def make_rows(numbers: range) -> Rows:
    """The rows of these contacts, made in a worker process."""
    assert _worker is not None, "set_up_worker comes first"
    contact_maker, row_maker = _worker
    return row_maker.make(contact_maker.make(number) for number in numbers)
