"""Reads of outputs."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, not_, select
from sqlalchemy.orm import joinedload

from app.contacts.visibility import Reader
from app.core.errors import NotFound
from app.core.paging import BoundedCount, Page
from app.database import db
from app.names.paging import count_up_to_limit, page_by_name
from app.names.queries import matching_ids
from app.partnership.evidence import BuiltOutput, has_something_behind
from app.programme.models import Commitment, CommitmentOutput, Output
from app.programme.rules import OutputKind, OutputStatus

KIND = "output"
PAGE_SIZE = 50
COMMITMENTS_SHOWN = 100
PLACES_PROPOSED = 30


@dataclass(frozen=True)
class OutputFilters:
    """What narrows the list of outputs; archived ones are listed by themselves."""

    words: str = ""
    kind: OutputKind | None = None
    status: OutputStatus | None = None
    sector_id: int | None = None
    workstream_id: int | None = None
    has_nothing_behind: bool = False
    is_archived: bool = False


def get_output(output_id: int) -> Output:
    """With its sector, workstream and owner. Raises NotFound."""
    options = [joinedload(Output.sector), joinedload(Output.workstream), joinedload(Output.owner)]
    output = db.session.get(Output, output_id, options=options)
    if output is None:
        raise NotFound
    return output


def list_outputs(
    filters: OutputFilters, *, reader: Reader, after: int | None = None, size: int = PAGE_SIZE
) -> Page[Output]:
    """A page by title, with sector and workstream; the cursor is the last output of the page before."""
    query = select(Output).where(*_conditions(filters, reader))
    query = query.options(joinedload(Output.sector), joinedload(Output.workstream))
    return page_by_name(query, name=Output.title, row_id=Output.id, after=after, size=size)


def count_outputs(filters: OutputFilters, *, reader: Reader) -> BoundedCount:
    return count_up_to_limit(select(Output.id).where(*_conditions(filters, reader)))


def _conditions(filters: OutputFilters, reader: Reader) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        Output.archived_at.is_not(None) if filters.is_archived else Output.archived_at.is_(None)
    ]
    if filters.words:
        conditions += [Output.id.in_(ids) for ids in matching_ids(KIND, filters.words)]
    if filters.has_nothing_behind:
        conditions.append(not_(has_something_behind(reader)))
    wanted: dict[Any, Any] = {
        Output.kind: filters.kind,
        Output.status: filters.status,
        Output.sector_id: filters.sector_id,
        Output.workstream_id: filters.workstream_id,
    }
    return conditions + [column == value for column, value in wanted.items() if value is not None]


def list_outputs_named(ids: Iterable[int]) -> list[BuiltOutput]:
    """Those of the ids that exist and are not archived, in the order of the ids."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return []
    columns = (Output.id, Output.title, Output.kind, Output.status)
    rows = db.session.execute(select(*columns).where(Output.id.in_(wanted), Output.archived_at.is_(None)))
    found = {row.id: BuiltOutput._make(row) for row in rows}
    return [found[number] for number in wanted if number in found]


def describe_outputs(ids: Iterable[int]) -> dict[int, Output]:
    """Those of the ids that exist, archived ones included."""
    found = db.session.scalars(select(Output).where(Output.id.in_(list(ids))))
    return {output.id: output for output in found}


def list_kept_commitments(output_id: int) -> list[Commitment]:
    """The commitments, not archived, that the output keeps."""
    return list(
        db.session.scalars(
            select(Commitment)
            .join(CommitmentOutput, CommitmentOutput.commitment_id == Commitment.id)
            .where(CommitmentOutput.output_id == output_id, Commitment.archived_at.is_(None))
            .order_by(Commitment.position, Commitment.title, Commitment.id)
            .limit(COMMITMENTS_SHOWN)
        )
    )


def list_places() -> list[str]:
    """Where outputs were published before, by name."""
    places = select(Output.published_at).where(Output.published_at != "").distinct()
    return list(db.session.scalars(places.order_by(Output.published_at).limit(PLACES_PROPOSED)))
