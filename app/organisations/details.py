"""What a colleague says of an organisation, and whether it can be so."""

import datetime as dt
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from app.accounts.queries import find_colleague
from app.core.typed_input import TypedInput
from app.database import db
from app.organisations.models import Organisation, Sector
from app.organisations.queries import comes_before, find_organisation, is_above
from app.organisations.rules import OrganisationStatus, PartnerGroup, Stage

NAME_LIMIT = 300
ABBREVIATION_LIMIT = 40
WEBSITE_LIMIT = 500
NOTES_LIMIT = 100_000
ALIASES_LIMIT = 50


@dataclass(frozen=True, kw_only=True)
class OrganisationDetails:
    """Everything that one form says of an organisation."""

    name: str
    partner_group: PartnerGroup
    abbreviation: str = ""
    aliases: tuple[str, ...] = ()
    sector_id: int | None = None
    parent_id: int | None = None
    predecessor_ids: tuple[int, ...] = ()
    successor_ids: tuple[int, ...] = ()
    status: OrganisationStatus = OrganisationStatus.LIVE
    closed_on: dt.date | None = None
    website: str = ""
    stage: Stage = Stage.IDENTIFIED  # at which it is added; afterwards it moves, with a reason
    is_sector_leader: bool = False
    relationship_owner_id: int | None = None
    notes: str = ""


def check_details(details: OrganisationDetails, *, organisation: Organisation | None) -> OrganisationDetails:
    """The details cleaned. Raises InvalidInput with every problem found."""
    typed = TypedInput()
    checked = replace(
        details,
        name=check_name(typed, details.name),
        abbreviation=typed.line("abbreviation", details.abbreviation, limit=ABBREVIATION_LIMIT),
        aliases=check_aliases(typed, details.aliases, name=details.name),
        website=check_website(typed, details.website),
        notes=typed.text("notes", details.notes, limit=NOTES_LIMIT),
        predecessor_ids=tuple(dict.fromkeys(details.predecessor_ids)),
        successor_ids=tuple(dict.fromkeys(details.successor_ids)),
    )
    if checked.closed_on is not None and checked.status is OrganisationStatus.LIVE:
        typed.refuse("closed_on", "Choose “Closed” above, or take the date out.")
    _check_choices(typed, checked, organisation)
    _check_parent(typed, checked, organisation)
    _check_succession(typed, checked, organisation)
    typed.finish()
    return checked


def check_name(typed: TypedInput, written: str) -> str:
    """The name cleaned, its problem noted."""
    return typed.line("name", written, limit=NAME_LIMIT, missing="Enter the name of the organisation.")


def check_website(typed: TypedInput, written: str, *, field: str = "website") -> str:
    """The address in full, its problem noted."""
    website = typed.line(field, written, limit=WEBSITE_LIMIT)
    if not website:
        return ""
    if "://" not in website:
        website = f"https://{website}"
    try:
        parts = urlsplit(website)
        is_address = parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and " " not in website
    except ValueError:
        is_address = False
    if not is_address:
        typed.refuse(field, "Enter the address of a website, such as www.example.org.")
    return website


def check_aliases(typed: TypedInput, written: tuple[str, ...], *, name: str) -> tuple[str, ...]:
    """The other names cleaned, each once and none the name itself, their problems noted."""
    if len(written) > ALIASES_LIMIT:
        typed.refuse("aliases", f"Keep the {ALIASES_LIMIT} names that people use most.")
        return ()
    known = {"", name.casefold()}
    aliases: list[str] = []
    for each in written:
        alias = typed.line("aliases", each, limit=NAME_LIMIT)
        if alias.casefold() not in known:
            known.add(alias.casefold())
            aliases.append(alias)
    return tuple(aliases)


def _check_choices(typed: TypedInput, details: OrganisationDetails, organisation: Organisation | None) -> None:
    sector = db.session.get(Sector, details.sector_id) if details.sector_id is not None else None
    if details.sector_id is not None and (
        sector is None or (sector.archived_at and (organisation is None or organisation.sector_id != sector.id))
    ):
        typed.refuse("sector_id", "Choose a sector from the list.")
    owner_id = details.relationship_owner_id
    if owner_id is not None and (organisation is None or organisation.relationship_owner_id != owner_id):
        owner = find_colleague(owner_id)
        if owner is None or not owner.is_active:
            typed.refuse("relationship_owner_id", "Choose a colleague from the list.")


def _check_parent(typed: TypedInput, details: OrganisationDetails, organisation: Organisation | None) -> None:
    if details.parent_id is None:
        return
    parent = find_organisation(details.parent_id)
    if parent is None:
        typed.refuse("parent", "Choose the organisation that this one is part of.")
    elif organisation is not None and is_above(organisation.id, parent.id):
        message = (
            "An organisation cannot be part of itself."
            if organisation.id == parent.id
            else f"{parent.name} is itself part of {organisation.name}. Choose another."
        )
        typed.refuse("parent", message)


def _check_succession(typed: TypedInput, details: OrganisationDetails, organisation: Organisation | None) -> None:
    for field, ids in (("predecessors", details.predecessor_ids), ("successors", details.successor_ids)):
        for other_id in ids:
            other = find_organisation(other_id)
            if other is None:
                typed.refuse(field, "Choose organisations that are in the directory.")
            elif organisation is not None and other.id == organisation.id:
                typed.refuse(field, "An organisation cannot come before or after itself.")
    for earlier in details.predecessor_ids:
        for later in details.successor_ids:
            if comes_before(later, earlier):
                typed.refuse("successors", "An organisation cannot come both before and after this one.")
                return


def aliases_from_lines(written: str) -> tuple[str, ...]:
    """One alias a line, as a form's text area has them."""
    return tuple(line for line in written.splitlines() if line.strip())
