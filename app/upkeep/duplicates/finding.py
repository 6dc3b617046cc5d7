"""Looking through the whole directory for pairs that may be one: in the background, or once a night."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Generator
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from app.core.clock import office_today
from app.database import db, utc_now
from app.jobs.handling import Progress, RunningJob, reading_apart
from app.merges.models import LikelyPair
from app.organisations.models import Organisation, OrganisationAlias, OrganisationSuccession
from app.people.models import Appointment, Person
from app.upkeep.duplicates.blocks import Pair, keys_of_organisation, keys_of_person, pairs_sharing
from app.upkeep.duplicates.judging import Body, Likely, Somebody, judge_bodies, judge_people
from app.upkeep.merging.references import KINDS, ORGANISATION

LOOK_JOB = "find_duplicates"
MOST_KEPT = 2_000  # of a kind: the likeliest


def find_in_background(_job: RunningJob) -> Generator[Progress]:
    """Kind by kind; read apart from those who save, and written at once."""
    found = 0
    for kind in KINDS:
        found += _find_and_keep(kind)
        yield Progress(found)


def find_and_keep_pairs(*, commit: Callable[[], None]) -> int:
    """The same at once; how many there are."""
    found = 0
    for kind in KINDS:
        found += _find_and_keep(kind)
        commit()
    return found


def _find_and_keep(kind: str) -> int:
    with reading_apart() as connection:
        likely = find_pairs(kind, connection)
    keep_pairs(kind, likely, now=utc_now())
    return len(likely)


def find_pairs(kind: str, connection: Connection) -> dict[Pair, Likely]:
    """Of those in the directory that are not archived."""
    found = _organisation_pairs(connection) if kind == ORGANISATION else _person_pairs(connection)
    strongest = sorted(found.items(), key=lambda item: (-item[1].strength, item[0]))
    return dict(strongest[:MOST_KEPT])


def _organisation_pairs(connection: Connection) -> dict[Pair, Likely]:
    bodies = _read_bodies(connection)
    keys = {number: keys_of_organisation(filter(None, body.names), body.website) for number, body in bodies.items()}
    found: dict[Pair, Likely] = {}
    for one, other in pairs_sharing(keys):
        if other not in bodies[one].related:
            likely = judge_bodies(bodies[one], bodies[other])
            if likely is not None:
                found[one, other] = likely
    return found


def _read_bodies(connection: Connection) -> dict[int, Body]:
    table = Organisation.__table__.c
    columns = (table.id, table.name, table.abbreviation, table.website, table.parent_id)
    rows = connection.execute(select(*columns).where(table.archived_at.is_(None))).all()
    others: defaultdict[int, list[str]] = defaultdict(list)
    alias = OrganisationAlias.__table__.c
    for number, name in connection.execute(select(alias.organisation_id, alias.name)):
        others[number].append(name)
    related: defaultdict[int, set[int]] = defaultdict(set)
    pairs = [(row.id, row.parent_id) for row in rows if row.parent_id is not None]
    for one, other in [*pairs, *connection.execute(select(*OrganisationSuccession.__table__.c))]:
        related[one].add(other)
        related[other].add(one)
    return {
        row.id: Body(
            [row.name, row.abbreviation, *others[row.id]], row.abbreviation, row.website, frozenset(related[row.id])
        )
        for row in rows
    }


def _person_pairs(connection: Connection) -> dict[Pair, Likely]:
    people = _read_people(connection)
    keys = {number: keys_of_person(one.key, one.email) for number, one in people.items()}
    found: dict[Pair, Likely] = {}
    for one, other in pairs_sharing(keys):
        likely = judge_people(people[one], people[other])
        if likely is not None:
            found[one, other] = likely
    return found


def _read_people(connection: Connection) -> dict[int, Somebody]:
    held, person = Appointment.__table__.c, Person.__table__.c
    today: dt.date = office_today()
    places: defaultdict[int, set[int]] = defaultdict(set)
    at_present = held.ended_on.is_(None) | (held.ended_on >= today)
    for number, organisation_id in connection.execute(select(held.person_id, held.organisation_id).where(at_present)):
        places[number].add(organisation_id)
    rows = connection.execute(
        select(person.id, person.name, person.match_key, person.email).where(person.archived_at.is_(None))
    )
    return {number: Somebody(name, key, email, frozenset(places[number])) for number, name, key, email in rows}


@dataclass(frozen=True)
class _Kept:
    id: int
    is_dismissed: bool


def keep_pairs(kind: str, likely: dict[Pair, Likely], *, now: dt.datetime) -> None:
    """Put them in place of those that were found before; of what a colleague dismissed, nothing is changed."""
    rows = select(LikelyPair.first_id, LikelyPair.second_id, LikelyPair.id, LikelyPair.dismissed_at)
    known = {
        (first, second): _Kept(number, dismissed_at is not None)
        for first, second, number, dismissed_at in db.session.execute(rows.where(LikelyPair.kind == kind))
    }
    gone = [kept.id for pair, kept in known.items() if pair not in likely and not kept.is_dismissed]
    if gone:
        db.session.execute(delete(LikelyPair).where(LikelyPair.id.in_(gone)))
    changed = [
        {"id": known[pair].id, "strength": each.strength, "reasons": each.reasons}
        for pair, each in likely.items()
        if pair in known and not known[pair].is_dismissed
    ]
    if changed:
        db.session.execute(update(LikelyPair), changed)
    new = [
        {
            "kind": kind,
            "first_id": pair[0],
            "second_id": pair[1],
            "strength": each.strength,
            "reasons": each.reasons,
            "found_at": now,
        }
        for pair, each in likely.items()
        if pair not in known
    ]
    if new:
        db.session.execute(insert(LikelyPair), new)
    db.session.flush()
