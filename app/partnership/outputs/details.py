"""What a colleague says of an output, and whether it can be so."""

import datetime as dt
from dataclasses import dataclass, replace

from app.accounts.models import Colleague
from app.core.plain_dates import PlainDate, format_plain_date
from app.core.typed_input import TypedInput
from app.database import db
from app.organisations.details import check_website
from app.organisations.models import Sector
from app.programme.models import Output, Workstream
from app.programme.rules import OutputKind, OutputStatus

TITLE_LIMIT = 200
DESCRIPTION_LIMIT = 20_000
PLACE_LIMIT = 200


@dataclass(frozen=True, kw_only=True)
class OutputDetails:
    """Everything that one form says of an output."""

    title: str
    kind: OutputKind
    description: str = ""
    sector_id: int | None = None
    status: OutputStatus = OutputStatus.PROPOSED
    published_at: str = ""
    link: str = ""
    due_on: dt.date | None = None
    published_on: dt.date | None = None
    retired_on: dt.date | None = None
    workstream_id: int | None = None
    owner_id: int | None = None


def check_details(details: OutputDetails, *, output: Output | None, today: dt.date) -> OutputDetails:
    """The details cleaned. Raises InvalidInput with every problem found."""
    typed = TypedInput()
    checked = replace(
        details,
        title=typed.line("title", details.title, limit=TITLE_LIMIT, missing="Enter what it is called."),
        description=typed.text("description", details.description, limit=DESCRIPTION_LIMIT),
        published_at=typed.line("published_at", details.published_at, limit=PLACE_LIMIT),
        link=check_website(typed, details.link, field="link"),
    )
    _check_published(typed, checked, today)
    _check_retired(typed, checked, today)
    _check_choices(typed, checked, output)
    typed.finish()
    return checked


def _check_published(typed: TypedInput, details: OutputDetails, today: dt.date) -> None:
    day = details.published_on
    if day is None:
        if details.status is OutputStatus.PUBLISHED:
            typed.refuse("published_on", "Enter the day on which it was published.")
    elif day > today:
        typed.refuse("published_on", "This day is still to come. Say when it is due instead.")
    elif details.status not in (OutputStatus.PUBLISHED, OutputStatus.RETIRED):
        typed.refuse("published_on", "Choose “Published” as its status, or take the date out.")


def _check_retired(typed: TypedInput, details: OutputDetails, today: dt.date) -> None:
    day = details.retired_on
    if day is None:
        if details.status is OutputStatus.RETIRED:
            typed.refuse("retired_on", "Enter the day from which it is retired.")
    elif details.status is not OutputStatus.RETIRED:
        typed.refuse("retired_on", "Choose “Retired” as its status, or take the date out.")
    elif day > today:
        typed.refuse("retired_on", "This day is still to come. Retire it then.")
    elif details.published_on is not None and day < details.published_on:
        published = format_plain_date(PlainDate(details.published_on))
        typed.refuse("retired_on", f"This is before it was published, on {published}. Change one of the two.")


def _check_choices(typed: TypedInput, details: OutputDetails, output: Output | None) -> None:
    """What the output has already may stay, though it is offered no more."""
    if details.sector_id is not None and (output is None or output.sector_id != details.sector_id):
        sector = db.session.get(Sector, details.sector_id)
        if sector is None or sector.archived_at is not None:
            typed.refuse("sector_id", "Choose a sector from the list.")
    if details.owner_id is not None and (output is None or output.owner_id != details.owner_id):
        owner = db.session.get(Colleague, details.owner_id)
        if owner is None or not owner.is_active:
            typed.refuse("owner_id", "Choose a colleague from the list.")
    if details.workstream_id is not None and (output is None or output.workstream_id != details.workstream_id):
        workstream = db.session.get(Workstream, details.workstream_id)
        if workstream is None or workstream.archived_at is not None:
            typed.refuse("workstream_id", "Choose a workstream from the list.")
