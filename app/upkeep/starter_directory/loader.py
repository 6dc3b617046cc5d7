"""Loading the starter directory: what is not there yet is added, what is there stays as colleagues have made it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import insert, select

from app.audit.rules import Action, Actor, FieldChange, SystemActor
from app.audit.services import record
from app.database import db
from app.names.rules import match_key
from app.names.services import NamedThing, index_new_names
from app.organisations.models import Organisation, OrganisationAlias, OrganisationSuccession, Sector
from app.organisations.queries import find_own_organisation
from app.organisations.rules import STARTING_SECTORS
from app.people.models import Post
from app.upkeep.starter_directory.data import (
    OrganisationRow,
    PostRow,
    SourceRow,
    read_organisations,
    read_posts,
    read_sources,
)

SOURCE_PREFIX = "starter:"
OWN_KEY = "information-commissioner"
SUBJECT_KIND = "starter_directory"


@dataclass(frozen=True)
class LoadReport:
    """How many shipped rows were added, and how many were there already."""

    organisations_added: int
    organisations_unchanged: int
    posts_added: int
    posts_unchanged: int


def load_starter_directory(*, actor: Actor | None = None) -> LoadReport:
    """Add the shipped bodies and offices that are not there yet. Nothing that is there is changed."""
    sources = read_sources()
    organisations, posts = read_organisations(), read_posts()
    ids = _known_organisation_ids(organisations)
    new_organisations = [row for row in organisations if row.key not in ids]
    ids |= _add_organisations(new_organisations, ids, sources)
    _add_aliases(new_organisations, ids)
    _add_succession(organisations, {row.key for row in new_organisations}, ids)
    _name_our_own(ids)
    new_posts = _unknown_posts(posts, ids)
    _add_posts(new_posts, ids, sources)
    report = LoadReport(
        organisations_added=len(new_organisations),
        organisations_unchanged=len(organisations) - len(new_organisations),
        posts_added=len(new_posts),
        posts_unchanged=len(posts) - len(new_posts),
    )
    _record(report, actor or SystemActor())
    db.session.flush()
    return report


def _known_organisation_ids(rows: Sequence[OrganisationRow]) -> dict[str, int]:
    """The id of each row's organisation: the one loaded earlier, or one that a colleague added by that name."""
    loaded = dict(
        db.session.execute(
            select(Organisation.source_key, Organisation.id).where(Organisation.source_key.startswith(SOURCE_PREFIX))
        ).all()
    )
    added = dict(
        db.session.execute(
            select(Organisation.match_key, Organisation.id).where(
                Organisation.source_key.is_(None), Organisation.archived_at.is_(None), Organisation.is_sample.is_(False)
            )
        ).all()
    )
    found = {row.key: loaded.get(SOURCE_PREFIX + row.key) or added.get(match_key(row.name)) for row in rows}
    return {key: organisation_id for key, organisation_id in found.items() if organisation_id is not None}


def _add_organisations(
    rows: Sequence[OrganisationRow], known_ids: Mapping[str, int], sources: Mapping[str, SourceRow]
) -> dict[str, int]:
    """Add the rows, parents before the bodies under them; the ids of those added, by key."""
    sector_ids = _starting_sector_ids() if rows else {}
    added: dict[str, int] = {}
    statement = insert(Organisation).returning(Organisation.source_key, Organisation.id)
    for level in _parents_first(rows):
        values = [
            {
                "name": row.name,
                "match_key": match_key(row.name),
                "abbreviation": row.abbreviation,
                "partner_group": row.partner_group,
                "sector_id": sector_ids[row.sector],
                "parent_id": (added.get(row.parent_key) or known_ids[row.parent_key]) if row.parent_key else None,
                "status": row.status,
                "closed_on": row.closed_on,
                "website": row.website,
                "is_sector_leader": row.is_sector_leader,
                "source_key": SOURCE_PREFIX + row.key,
                "source": _source_text(row, sources),
            }
            for row in level
        ]
        for source_key, organisation_id in db.session.execute(statement, values):
            added[str(source_key).removeprefix(SOURCE_PREFIX)] = organisation_id
    return added


def _parents_first(rows: Sequence[OrganisationRow]) -> Iterator[list[OrganisationRow]]:
    parents = {row.key: row.parent_key for row in rows}

    def depth(row: OrganisationRow) -> int:
        steps, key = 0, row.parent_key
        while key in parents:
            steps, key = steps + 1, parents[key]
        return steps

    for _, level in groupby(sorted(rows, key=depth), key=depth):
        yield list(level)


def _starting_sector_ids() -> dict[str, int]:
    """The id of each starting sector, added where it is missing; renamed and archived ones are still themselves."""
    sectors = list(db.session.scalars(select(Sector)))
    by_key = {sector.key: sector for sector in sectors if sector.key}
    by_name = {sector.name.casefold(): sector for sector in sectors}
    position = max((sector.position for sector in sectors), default=0)
    found: dict[str, Sector] = {}
    for key, name in STARTING_SECTORS.items():
        sector = by_key.get(key) or by_name.get(name.casefold())
        if sector is None:
            position += 1
            sector = Sector(key=key, name=name, position=position)
            db.session.add(sector)
        found[key] = sector
    db.session.flush()
    return {key: sector.id for key, sector in found.items()}


def _add_aliases(rows: Sequence[OrganisationRow], ids: Mapping[str, int]) -> None:
    aliases = [
        {"organisation_id": ids[row.key], "name": alias, "match_key": match_key(alias)}
        for row in rows
        for alias in row.aliases
    ]
    _insert(OrganisationAlias, aliases)
    index_new_names(
        NamedThing(
            Organisation.__tablename__,
            ids[row.key],
            [name for name in (row.name, row.abbreviation, *row.aliases) if name],
        )
        for row in rows
    )


def _add_succession(rows: Sequence[OrganisationRow], new_keys: set[str], ids: Mapping[str, int]) -> None:
    """Join new organisations to those before and after them; between those that were there, nothing is added."""
    pairs = [
        {"predecessor_id": ids[row.key], "successor_id": ids[successor]}
        for row in rows
        for successor in row.successor_keys
        if row.key in new_keys or successor in new_keys
    ]
    _insert(OrganisationSuccession, pairs)


def _name_our_own(ids: Mapping[str, int]) -> None:
    """Where nobody has said which organisation is our own, it is the one that wrote the letter."""
    if find_own_organisation() is None:
        organisation = db.session.get_one(Organisation, ids[OWN_KEY])
        organisation.is_own = organisation.archived_at is None


def _unknown_posts(rows: Sequence[PostRow], ids: Mapping[str, int]) -> list[PostRow]:
    """Those neither loaded earlier nor added by a colleague under the same title."""
    known = set(db.session.scalars(select(Post.source_key).where(Post.source_key.startswith(SOURCE_PREFIX))))
    added = set(
        db.session.execute(
            select(Post.organisation_id, Post.match_key).where(Post.source_key.is_(None), Post.is_sample.is_(False))
        ).all()
    )
    return [
        row
        for row in rows
        if SOURCE_PREFIX + row.key not in known and (ids[row.organisation_key], match_key(row.title)) not in added
    ]


def _add_posts(rows: Sequence[PostRow], ids: Mapping[str, int], sources: Mapping[str, SourceRow]) -> None:
    if not rows:
        return
    values = [
        {
            "title": row.title,
            "match_key": match_key(row.title),
            "organisation_id": ids[row.organisation_key],
            "source_key": SOURCE_PREFIX + row.key,
            "source": _source_text(row, sources),
        }
        for row in rows
    ]
    added = db.session.execute(insert(Post).returning(Post.id, Post.title), values)
    index_new_names([NamedThing(Post.__tablename__, post_id, [title]) for post_id, title in added])


def _insert(model: type[OrganisationAlias | OrganisationSuccession], values: list[dict[str, Any]]) -> None:
    if values:
        db.session.execute(insert(model), values)


def _source_text(row: OrganisationRow | PostRow, sources: Mapping[str, SourceRow]) -> str:
    parts = (f"{sources[row.source].title}: {row.source_reference}", row.source_url)
    return ", ".join(part for part in parts if part)


def _record(report: LoadReport, actor: Actor) -> None:
    """One entry for the whole load, however many rows, and none where nothing was added."""
    added = {"Organisations added": report.organisations_added, "Posts added": report.posts_added}
    changes = [FieldChange(label, "", f"{count:,}") for label, count in added.items() if count]
    if changes:
        record(
            actor=actor,
            action=Action.LOADED,
            subject_kind=SUBJECT_KIND,
            subject_id=0,
            subject_label="Starter directory",
            changes=changes,
        )
