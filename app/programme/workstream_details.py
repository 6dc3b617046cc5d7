"""What a colleague says of a workstream, and whether it can be so."""

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy import select

from app.core.typed_input import TypedInput
from app.database import db
from app.names.taken import find_called, taken_words
from app.organisations.models import Sector
from app.organisations.queries import find_organisation, list_organisations_by_id
from app.programme.models import Workstream
from app.programme.rules import OURS_CANNOT_LEAD, Capacity, WorkstreamStatus
from app.programme.workstream_queries import KIND

NAME_LIMIT = 200
PURPOSE_LIMIT = 10_000
DOCUMENT_LIMIT = 300
PARAGRAPH_LIMIT = 40


@dataclass(frozen=True, kw_only=True)
class WorkstreamDetails:
    """Everything that one form says of a workstream."""

    name: str
    purpose: str = ""
    sector_ids: tuple[int, ...] = ()
    lead_id: int | None = None
    supporter_ids: tuple[int, ...] = ()
    our_capacity: Capacity | None = None
    status: WorkstreamStatus = WorkstreamStatus.ACTIVE
    started_on: dt.date | None = None
    target_on: dt.date | None = None
    source_document: str = ""
    source_paragraph: str = ""


def check_details(details: WorkstreamDetails, *, workstream: Workstream | None) -> WorkstreamDetails:
    """The details cleaned. Raises InvalidInput with every problem found."""
    typed = TypedInput()
    checked = replace(
        details,
        name=check_name(typed, details.name, workstream_id=workstream.id if workstream else None),
        purpose=typed.text("purpose", details.purpose, limit=PURPOSE_LIMIT),
        source_document=typed.line("source_document", details.source_document, limit=DOCUMENT_LIMIT),
        source_paragraph=typed.line("source_paragraph", details.source_paragraph, limit=PARAGRAPH_LIMIT),
        sector_ids=tuple(dict.fromkeys(details.sector_ids)),
        supporter_ids=tuple(dict.fromkeys(details.supporter_ids)),
    )
    check_lead(typed, details.lead_id)
    _check_supporters(typed, checked)
    check_sectors(typed, checked.sector_ids, has_already=workstream.sectors if workstream else ())
    if details.started_on and details.target_on and details.target_on < details.started_on:
        typed.refuse("target_on", "The target is before the start. Change one of the two.")
    typed.finish()
    return checked


def check_name(typed: TypedInput, written: str, *, workstream_id: int | None) -> str:
    """The name cleaned, its problem noted: it is the only one of that name."""
    name = typed.line("name", written, limit=NAME_LIMIT, missing="Enter the name of the workstream.")
    taken_by = find_called(Workstream, name, besides=workstream_id)
    if taken_by is not None:
        typed.refuse("name", taken_words(KIND, taken_by))
    return name


def check_lead(typed: TypedInput, lead_id: int | None) -> None:
    """Note why our own organisation can't lead."""
    lead = find_organisation(lead_id) if lead_id is not None else None
    if lead_id is not None and lead is None:
        typed.refuse("lead", "Choose the organisation that leads.")
    elif lead is not None and lead.is_own:
        typed.refuse("lead", OURS_CANNOT_LEAD)


def check_sectors(
    typed: TypedInput, sector_ids: tuple[int, ...], *, has_already: "tuple[Sector, ...] | list[Sector]"
) -> None:
    """Note a sector that isn't there, or is no longer offered and wasn't chosen before."""
    found = {row.id: row for row in db.session.scalars(select(Sector).where(Sector.id.in_(sector_ids)))}
    kept = {sector.id for sector in has_already}
    for number in sector_ids:
        sector = found.get(number)
        if sector is None or (sector.archived_at and number not in kept):
            typed.refuse("sector_ids", "Choose sectors from the list.")
            return


def _check_supporters(typed: TypedInput, details: WorkstreamDetails) -> None:
    if len(list_organisations_by_id(details.supporter_ids)) < len(details.supporter_ids):
        typed.refuse("supporters", "Choose organisations that are in the directory.")
    if details.lead_id is not None and details.lead_id in details.supporter_ids:
        typed.refuse("supporters", "This organisation leads already. Name here those that support it.")
