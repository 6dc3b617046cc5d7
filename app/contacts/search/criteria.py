"""What the filters and the reader's access ask of the search index."""

from collections.abc import Iterator

from app.contacts.filters import ContactFilters
from app.contacts.search import facets
from app.contacts.search.query import SearchQuery
from app.contacts.visibility import Reader

Alternatives = tuple[str, ...]


def required_facets(filters: ContactFilters, query: SearchQuery, reader: Reader) -> list[Alternatives]:
    """The facets a contact must have, one of each group; never empty of something positive to look for."""
    required = [*_filter_facets(filters)]
    if not reader.may_read_restricted:
        required.append((facets.OPEN, facets.colleague(reader.colleague_id)))
    elif not required and all(clause.excluded for clause in query.clauses):
        # Every contact that isn't archived has one of these two.
        required.append((facets.OPEN, facets.RESTRICTED))
    return required


def _filter_facets(filters: ContactFilters) -> Iterator[Alternatives]:
    if filters.organisation_ids:
        yield tuple(facets.organisation(organisation_id) for organisation_id in filters.organisation_ids)
    single = (
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
    )
    for facet, value in single:
        if value is not None:
            yield (facet(value),)  # type: ignore[operator]
    if filters.has_open_follow_up:
        yield (facets.OPEN_FOLLOW_UP,)
