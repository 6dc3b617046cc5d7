"""Reads of organisations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import joinedload, selectinload

from app.core.errors import NotFound
from app.core.paging import BoundedCount, Page
from app.database import db
from app.names.candidates import find_candidate_ids
from app.names.models import NameTerm
from app.names.paging import count_up_to_limit, page_by_name
from app.names.queries import matching_ids
from app.names.rules import fold, likeness, match_key, name_words
from app.names.sameness import NameMatcher, SameReason
from app.organisations.models import Organisation, OrganisationAlias, OrganisationSuccession
from app.organisations.rules import OrganisationStatus, PartnerGroup, Stage

PAGE_SIZE = 50
RELATED_LIMIT = 500
SIMILAR_SHOWN = 5
NAMESAKES = 20
KIND = "organisation"
_STRENGTH = list(SameReason)


@dataclass(frozen=True)
class OrganisationFilters:
    """What narrows the list of organisations; archived ones are listed by themselves."""

    words: str = ""
    partner_group: PartnerGroup | None = None
    sector_id: int | None = None
    stage: Stage | None = None
    status: OrganisationStatus | None = None
    parent_id: int | None = None
    leaders_only: bool = False
    is_archived: bool = False


def find_organisation(organisation_id: int) -> Organisation | None:
    """With its sector, parent, relationship owner and aliases."""
    return db.session.get(
        Organisation,
        organisation_id,
        options=[
            joinedload(Organisation.sector),
            joinedload(Organisation.parent),
            joinedload(Organisation.relationship_owner),
            selectinload(Organisation.aliases),
        ],
    )


def get_organisation(organisation_id: int) -> Organisation:
    """As find_organisation. Raises NotFound."""
    organisation = find_organisation(organisation_id)
    if organisation is None:
        raise NotFound
    return organisation


def find_own_organisation() -> Organisation | None:
    return db.session.scalar(select(Organisation).where(Organisation.is_own))


def find_organisation_called(text: str) -> Organisation | None:
    """The one organisation of this name, alias or abbreviation; None where there is none, or it is not clear which."""
    return the_one_called(text, list_organisations_called(text, limit=NAMESAKES))


def the_one_called(text: str, found: Sequence[Organisation]) -> Organisation | None:
    """Of those that it may name, the only one, or the only one that is spelt just so."""
    spelt_so = [one for one in found if fold(text) in map(fold, _names_of(one))] if len(found) > 1 else found
    return spelt_so[0] if len(spelt_so) == 1 else None


def _names_of(organisation: Organisation) -> list[str]:
    return [organisation.name, organisation.abbreviation, *(alias.name for alias in organisation.aliases)]


def list_organisations_called(text: str, *, limit: int) -> list[Organisation]:
    """Those whose name, alias or abbreviation is this, but for spelling of case, marks and small words; by name."""
    key = match_key(text)
    if not key:
        return []
    known_as = select(OrganisationAlias.organisation_id).where(OrganisationAlias.match_key == key)
    shortened = select(NameTerm.subject_id).where(
        NameTerm.subject_kind == KIND, NameTerm.is_first, NameTerm.term == "".join(name_words(text))
    )
    names_it = or_(
        Organisation.match_key == key,
        Organisation.id.in_(known_as),
        and_(Organisation.id.in_(shortened), func.lower(Organisation.abbreviation) == text.strip().lower()),
    )
    return _by_name(select(Organisation).where(names_it, Organisation.archived_at.is_(None)), limit)


def list_organisations_by_id(ids: Iterable[int]) -> list[Organisation]:
    """Those that exist, in the order of the ids; nothing is loaded beside them."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return []
    found = {row.id: row for row in db.session.scalars(select(Organisation).where(Organisation.id.in_(wanted)))}
    return [found[organisation_id] for organisation_id in wanted if organisation_id in found]


def list_organisations(
    filters: OrganisationFilters, *, after: int | None = None, size: int = PAGE_SIZE
) -> Page[Organisation]:
    """A page by name, with sector and parent; the cursor is the last organisation of the page before."""
    query = select(Organisation).where(*_conditions(filters))
    query = query.options(joinedload(Organisation.sector), joinedload(Organisation.parent))
    return page_by_name(query, name=Organisation.match_key, row_id=Organisation.id, after=after, size=size)


def count_organisations(filters: OrganisationFilters) -> BoundedCount:
    return count_up_to_limit(select(Organisation.id).where(*_conditions(filters)))


def _conditions(filters: OrganisationFilters) -> Sequence[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        Organisation.archived_at.is_not(None) if filters.is_archived else Organisation.archived_at.is_(None)
    ]
    if filters.words:
        conditions += [Organisation.id.in_(ids) for ids in matching_ids(KIND, filters.words)]
    if filters.leaders_only:
        conditions.append(Organisation.is_sector_leader.is_(True))
    wanted = {
        Organisation.partner_group: filters.partner_group,
        Organisation.sector_id: filters.sector_id,
        Organisation.stage: filters.stage,
        Organisation.status: filters.status,
        Organisation.parent_id: filters.parent_id,
    }
    return conditions + [column == value for column, value in wanted.items() if value is not None]


def list_predecessors(organisation_id: int) -> list[Organisation]:
    """The bodies directly before it, by name."""
    return _by_name(
        select(Organisation)
        .join(OrganisationSuccession, OrganisationSuccession.predecessor_id == Organisation.id)
        .where(OrganisationSuccession.successor_id == organisation_id)
    )


def list_successors(organisation_id: int) -> list[Organisation]:
    """The bodies directly after it, by name."""
    return _by_name(
        select(Organisation)
        .join(OrganisationSuccession, OrganisationSuccession.successor_id == Organisation.id)
        .where(OrganisationSuccession.predecessor_id == organisation_id)
    )


def _by_name(query: Select[Organisation], limit: int = RELATED_LIMIT) -> list[Organisation]:
    return list(db.session.scalars(query.order_by(Organisation.match_key, Organisation.id).limit(limit)))


def descendants_and_predecessors_ids(organisation_id: int, *, limit: int = RELATED_LIMIT) -> list[int]:
    """The organisation itself first, then all bodies under it and before it, and those under and before them."""
    step = union_all(
        select(Organisation.parent_id.label("of"), Organisation.id.label("reaches")).where(
            Organisation.parent_id.is_not(None)
        ),
        select(OrganisationSuccession.successor_id, OrganisationSuccession.predecessor_id),
    ).subquery("step")
    reached = select(literal(organisation_id).label("id")).cte("reached", recursive=True)
    # UNION drops what was reached before, so that not even a ring goes round for ever.
    reached = reached.union(select(step.c.reaches).join(reached, step.c.of == reached.c.id))
    found = db.session.scalars(select(reached.c.id).limit(limit))
    return list(dict.fromkeys([organisation_id, *found]))


def is_above(organisation_id: int, other_id: int) -> bool:
    """Whether the other is the organisation itself or somewhere under it."""
    columns = (Organisation.id, Organisation.parent_id)
    above = select(*columns).where(Organisation.id == other_id).cte(recursive=True)
    above = above.union(select(*columns).join(above, Organisation.id == above.c.parent_id))
    return db.session.scalar(select(above.c.id).where(above.c.id == organisation_id)) is not None


def comes_before(organisation_id: int, other_id: int) -> bool:
    """Whether the organisation is the other itself or somewhere before it."""
    before = select(literal(other_id).label("id")).cte(recursive=True)
    before = before.union(
        select(OrganisationSuccession.predecessor_id).join(before, OrganisationSuccession.successor_id == before.c.id)
    )
    return db.session.scalar(select(before.c.id).where(before.c.id == organisation_id)) is not None


@dataclass(frozen=True)
class SimilarOrganisation:
    """An organisation that may be the same, and why it is thought so."""

    organisation: Organisation
    reason: SameReason


def find_similar_organisations(
    names: Sequence[str],
    *,
    excluding_id: int | None = None,
    not_archived_for: str | None = None,
    limit: int = SIMILAR_SHOWN,
) -> list[SimilarOrganisation]:
    """Those that are probably the same as what bears these names, likeliest first.

    Archived ones are among them, but for those archived for the reason given.
    """
    typed = [name for name in names if name.strip()]
    if not typed:
        return []
    matcher = NameMatcher(typed)
    found: list[tuple[int, float, int, SameReason]] = []
    for organisation_id, known in _names_by_id(find_candidate_ids(typed, KIND), not_archived_for).items():
        reason = matcher.reason(known) if organisation_id != excluding_id else None
        if reason is not None:
            found.append((_STRENGTH.index(reason), -likeness(typed[0], known[0]), organisation_id, reason))
    best = {organisation_id: reason for _, _, organisation_id, reason in sorted(found)[:limit]}
    return [SimilarOrganisation(row, best[row.id]) for row in list_organisations_by_id(best)]


def _names_by_id(ids: Iterable[int], not_archived_for: str | None) -> dict[int, list[str]]:
    """The name first, then the abbreviation and the aliases."""
    wanted = sorted(ids)
    if not wanted:
        return {}
    columns = select(Organisation.id, Organisation.name, Organisation.abbreviation).where(Organisation.id.in_(wanted))
    if not_archived_for is not None:
        columns = columns.where(Organisation.archived_reason != not_archived_for)
    names = {row.id: [row.name, row.abbreviation] for row in db.session.execute(columns)}
    aliases = select(OrganisationAlias.organisation_id, OrganisationAlias.name).where(
        OrganisationAlias.organisation_id.in_(list(names))
    )
    for organisation_id, name in db.session.execute(aliases):
        names[organisation_id].append(name)
    return names
