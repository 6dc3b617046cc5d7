"""The records that changes were made to: which of them are still there."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import literal, select, union_all

from app.accounts.models import Colleague, Team
from app.contacts.models import Contact
from app.database import db
from app.names.queries import find_by_prefix
from app.organisations.models import Organisation, RegulatoryMatter
from app.partnership.models import CommitteeUpdate, Forum, Inquiry
from app.people.models import Person, Post
from app.points.models import Point
from app.programme.models import Commitment, Milestone, Output, Workstream

Record = tuple[str, int]  # kind and number

# What each kind is kept in and called by; the kinds of which a page can be opened.
_CALLED: dict[str, tuple[type[Any], Any]] = {
    "organisation": (Organisation, Organisation.name),
    "person": (Person, Person.name),
    "post": (Post, Post.title),
    "contact": (Contact, Contact.subject),
    "point": (Point, Point.words),
    "workstream": (Workstream, Workstream.name),
    "commitment": (Commitment, Commitment.title),
    "output": (Output, Output.title),
    "milestone": (Milestone, Milestone.title),
    "forum": (Forum, Forum.name),
    "inquiry": (Inquiry, Inquiry.title),
    "update": (CommitteeUpdate, CommitteeUpdate.title),
    "regulatory_matter": (RegulatoryMatter, RegulatoryMatter.reference),
    "colleague": (Colleague, Colleague.name),
    "team": (Team, Team.name),
}
FOUND_BY_NAME = ("organisation", "person", "post", "workstream", "commitment", "output")
MOST_FOUND = 10


def names_of(records: Iterable[Record]) -> dict[Record, str]:
    """What those of the records that are there are called now, in one statement."""
    ids: dict[str, set[int]] = {}
    for kind, number in records:
        if kind in _CALLED:
            ids.setdefault(kind, set()).add(number)
    if not ids:
        return {}
    each = [
        select(literal(kind), _CALLED[kind][0].id, _CALLED[kind][1]).where(_CALLED[kind][0].id.in_(ids[kind]))
        for kind in sorted(ids)
    ]
    rows = db.session.execute(union_all(*each) if len(each) > 1 else each[0])
    return {(kind, number): name for kind, number, name in rows}


def find_records_called(words: str) -> dict[Record, str]:
    """Of the directory and the programme, archived ones included; the likeliest first."""
    found = find_by_prefix(words, FOUND_BY_NAME, limit=MOST_FOUND, with_archived=True)
    names = names_of(found)
    return {record: names[record] for record in found if record in names}
