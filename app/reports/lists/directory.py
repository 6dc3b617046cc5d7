"""Organisations, people and posts, column by column."""

from collections.abc import Mapping, Sequence
from functools import partial
from types import SimpleNamespace
from typing import Any

from sqlalchemy.orm import joinedload, selectinload

from app.contacts.visibility import Reader
from app.core.clock import office_today
from app.organisations.models import Organisation
from app.people.models import Appointment, Person, Post
from app.people.queries import appointments_on, holders_on
from app.reports.lists.columns import MARKS, SAMPLE, Column, joined, sample_cell
from app.reports.lists.records import Makers, RecordCells, read_in_order

ORGANISATION_COLUMNS = (
    Column("name", "Organisation"),
    Column("abbreviation", "Abbreviation"),
    Column("group", "Partner group"),
    Column("sector", "Sector"),
    Column("stage", "Stage"),
    Column("stage_since", "Stage since", is_shown=False),
    Column("parent", "Part of"),
    Column("leader", "Sector leader", is_shown=False),
    Column("owner", "Relationship owner"),
    Column("also", "Also known as", is_shown=False),
    Column("website", "Website", is_shown=False),
    Column("status", "Status"),
    Column("closed_on", "Closed on", is_shown=False),
    Column("notes", "Notes", is_shown=False),
    Column("number", "Number", is_shown=False),
    SAMPLE,
    MARKS,
)
PERSON_COLUMNS = (
    Column("name", "Person"),
    Column("places", "Posts and organisations today"),
    Column("email", "Email"),
    Column("telephone", "Telephone"),
    Column("notes", "Notes", is_shown=False),
    Column("number", "Number", is_shown=False),
    SAMPLE,
    MARKS,
)
POST_COLUMNS = (
    Column("title", "Post"),
    Column("organisation", "Organisation"),
    Column("holders", "Held by today"),
    Column("notes", "Notes", is_shown=False),
    Column("number", "Number", is_shown=False),
    SAMPLE,
    MARKS,
)


def archived_mark(record: Any) -> str:
    return "Archived" if record.archived_at else ""


def name_of(record: Any) -> str:
    return record.name if record is not None else ""


def _organisation_marks(record: Organisation) -> str:
    return ", ".join(filter(None, ("Closed" if record.closed_on else "", archived_mark(record))))


_OF_ORGANISATION: Makers = {
    "name": lambda it: it.name,
    "abbreviation": lambda it: it.abbreviation,
    "group": lambda it: it.partner_group.label,
    "sector": lambda it: name_of(it.sector),
    "stage": lambda it: it.stage.label,
    "stage_since": lambda it: it.stage_since,
    "parent": lambda it: name_of(it.parent),
    "leader": lambda it: "yes" if it.is_sector_leader else "",
    "owner": lambda it: name_of(it.relationship_owner),
    "also": lambda it: joined([alias.name for alias in it.aliases]),
    "website": lambda it: it.website,
    "status": lambda it: it.status.label,
    "closed_on": lambda it: it.closed_on,
    "notes": lambda it: it.notes,
    "number": lambda it: it.id,
    "sample": lambda it: sample_cell(it.is_sample),
    "marks": _organisation_marks,
}
OrganisationCells = partial(
    RecordCells,
    read=read_in_order(
        Organisation,
        joinedload(Organisation.sector),
        joinedload(Organisation.parent),
        joinedload(Organisation.relationship_owner),
        selectinload(Organisation.aliases),
    ),
    makers=_OF_ORGANISATION,
)


def _with_today(records: Sequence[Any], today: Mapping[int, Sequence[Appointment]]) -> Sequence[Any]:
    """Each record with its appointments of today."""
    return [SimpleNamespace(id=it.id, of=it, today=today.get(it.id, ())) for it in records]


def _people(ids: Sequence[int], reader: Reader) -> Sequence[Any]:
    return _with_today(read_in_order(Person)(ids, reader), appointments_on(ids, office_today()))


def _posts(ids: Sequence[int], reader: Reader) -> Sequence[Any]:
    posts = read_in_order(Post, joinedload(Post.organisation))(ids, reader)
    return _with_today(posts, holders_on(ids, office_today()))


def _place(held: Appointment) -> str:
    return ", ".join(filter(None, (held.post.title if held.post else "", held.organisation.name)))


_OF_BOTH: Makers = {
    "notes": lambda it: it.of.notes,
    "number": lambda it: it.id,
    "sample": lambda it: sample_cell(it.of.is_sample),
    "marks": lambda it: archived_mark(it.of),
}
PersonCells = partial(
    RecordCells,
    read=_people,
    makers={
        "name": lambda it: it.of.name,
        "places": lambda it: joined([_place(held) for held in it.today]),
        "email": lambda it: it.of.email,
        "telephone": lambda it: it.of.telephone,
        **_OF_BOTH,
    },
)
PostCells = partial(
    RecordCells,
    read=_posts,
    makers={
        "title": lambda it: it.of.title,
        "organisation": lambda it: it.of.organisation.name,
        "holders": lambda it: joined([held.person.name for held in it.today]),
        **_OF_BOTH,
    },
)
