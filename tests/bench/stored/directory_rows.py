"""The directory through the application's own models, into a freshly migrated database."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import insert

from app.accounts.models import Colleague, Team
from app.accounts.rules import Role
from app.database import Model, db
from app.merges.models import LikelyPair
from app.names.rules import match_key
from app.names.services import NamedThing, index_new_names
from app.organisations.models import Organisation, Sector
from app.people.models import Appointment, Person, Post
from app.programme.models import Commitment, Theme, Workstream
from tests.bench.data import directory as sizes
from tests.bench.data.directory import Directory
from tests.bench.data.rows import table_of

UNUSABLE_PASSWORD = "!"
LIKELY_PAIRS = 400  # of each kind


def store_directory(directory: Directory) -> None:
    """Everything that contacts are linked to, with its names in the prefix index. Commits."""
    for model, rows in _rows(directory):
        db.session.execute(insert(table_of(model)), rows)
    index_new_names(_named_things(directory))
    db.session.commit()


def address_of(colleague_id: int) -> str:
    return f"colleague{colleague_id}@liaison.example"


def _rows(directory: Directory) -> Iterator[tuple[type[Model], list[dict[str, Any]]]]:
    yield Team, [{"id": number, "name": f"Team {number}"} for number in _ids(sizes.TEAMS)]
    yield Colleague, [_colleague(colleague.id, colleague.name, colleague.team_id) for colleague in directory.colleagues]
    yield Sector, [{"id": number, "name": f"Sector {number}", "position": number} for number in _ids(sizes.SECTORS)]
    yield Organisation, _organisations(directory)
    yield (
        Post,
        [
            {
                "id": post.id,
                "title": post.title,
                "match_key": match_key(post.title),
                "organisation_id": post.organisation_id,
            }
            for post in directory.posts
        ],
    )
    yield (
        Person,
        [{"id": person.id, "name": person.name, "match_key": match_key(person.name)} for person in directory.people],
    )
    yield (
        Appointment,
        [
            {"person_id": person.id, "organisation_id": person.organisation_id, "post_id": person.post_id}
            for person in directory.people
        ],
    )
    yield LikelyPair, [*_pairs("organisation"), *_pairs("person")]
    yield Workstream, [{"id": number, "name": f"Workstream {number}"} for number in _ids(sizes.WORKSTREAMS)]
    yield (
        Commitment,
        [
            {"id": number, "title": f"Commitment {number}", "words": f"We will do the work numbered {number}."}
            for number in _ids(sizes.COMMITMENTS)
        ],
    )
    yield Theme, [{"id": number, "name": f"Theme {number}"} for number in _ids(sizes.THEMES)]


def _pairs(kind: str) -> Iterator[dict[str, Any]]:
    """Neighbours by number, of every strength."""
    for first in range(1, 2 * LIKELY_PAIRS, 2):
        yield {
            "kind": kind,
            "first_id": first,
            "second_id": first + 1,
            "strength": first % 100,
            "reasons": ["the same name"],
        }


def _ids(count: int) -> Sequence[int]:
    return range(1, count + 1)


def _colleague(number: int, name: str, team_id: int) -> dict[str, Any]:
    # One in ten is a manager; the clients sign in as officers, who may not read everything.
    role = Role.MANAGER if number % 10 == 0 else Role.OFFICER
    return {
        "id": number,
        "email": address_of(number),
        "name": name,
        "role": role,
        "team_id": team_id,
        "password_hash": UNUSABLE_PASSWORD,
    }


def _organisations(directory: Directory) -> list[dict[str, Any]]:
    return [
        {
            "id": organisation.id,
            "name": organisation.name,
            "match_key": match_key(organisation.name),
            "abbreviation": organisation.abbreviation,
            "partner_group": organisation.partner_group,
            "sector_id": organisation.sector_id,
            "relationship_owner_id": organisation.id % sizes.COLLEAGUES + 1,
            "is_own": organisation.id == sizes.ORGANISATIONS,  # the one with the fewest contacts
        }
        for organisation in directory.organisations
    ]


def _named_things(directory: Directory) -> Iterator[NamedThing]:
    for organisation in directory.organisations:
        yield NamedThing("organisation", organisation.id, [organisation.name, organisation.abbreviation])
    for person in directory.people:
        yield NamedThing("person", person.id, [person.name])
    for post in directory.posts:
        yield NamedThing("post", post.id, [post.title])
