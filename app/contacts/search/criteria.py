"""What the filters and the reader's access ask of the search index."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from app.contacts.filters import ContactFilters
from app.contacts.rules import Visibility
from app.contacts.search import facets
from app.contacts.search.query import SearchQuery
from app.contacts.visibility import Reader

Alternatives = tuple[str, ...]


@dataclass(frozen=True)
class Criteria:
    """What to look for: one facet of each group, the words, and nothing restricted without one of the reader's own.

    Asking what must not be there is two to five times as quick as asking for the open, which nearly all are.
    """

    query: SearchQuery
    required: tuple[Alternatives, ...]
    restricted_needs: Alternatives


def criteria_for(filters: ContactFilters, query: SearchQuery, reader: Reader) -> Criteria:
    """The criteria hold something positive to look for, as the index needs."""
    own = () if reader.may_read_restricted else facets_on_it(reader.colleague_id)
    required = [*_filter_facets(filters)]
    if own and filters.visibility is Visibility.RESTRICTED:
        required.append(own)
    if not required and all(clause.excluded for clause in query.clauses):
        # Every contact that isn't archived is one or the other.
        required.append((facets.OPEN, *(own or (facets.RESTRICTED,))))
    return Criteria(query, tuple(required), own)


def facets_on_it(colleague_id: int) -> Alternatives:
    """One of these is borne by whatever the colleague is on, whether they took part or not."""
    return facets.colleague(colleague_id), facets.on_it(colleague_id)


def _filter_facets(filters: ContactFilters) -> Iterator[Alternatives]:
    if filters.organisation_ids:
        yield tuple(facets.organisation(organisation_id) for organisation_id in filters.organisation_ids)
    single: tuple[tuple[Callable[[Any], str], Any], ...] = (
        (facets.organisation, filters.also_organisation_id),
        (facets.person, filters.person_id),
        (facets.post, filters.post_id),
        (facets.kind, filters.kind),
        (facets.status, filters.status),
        (facets.partner_group, filters.partner_group),
        (facets.sector, filters.sector_id),
        (facets.colleague, filters.colleague_id),
        (facets.team, filters.team_id),
        (facets.workstream, filters.workstream_id),
        (facets.commitment, filters.commitment_id),
        (facets.capacity, filters.capacity),
        (facets.theme, filters.theme_id),
        (facets.visibility, filters.visibility),
        (facets.review, filters.review),
        (facets.logged_in, filters.logged),
    )
    for facet, value in single:
        if value is not None:
            yield (facet(value),)
    if filters.has_open_follow_up:
        yield (facets.OPEN_FOLLOW_UP,)
    if filters.has_advice:
        yield (facets.ADVICE,)
