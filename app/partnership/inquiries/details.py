"""What a colleague says of an inquiry, and whether it can be so."""

import datetime as dt
from dataclasses import dataclass, replace

from app.core.typed_input import TypedInput
from app.organisations.details import check_website
from app.organisations.queries import find_organisation
from app.organisations.rules import PartnerGroup

TITLE_LIMIT = 300
ABOUT_LIMIT = 20_000
REFERENCE_LIMIT = 100


@dataclass(frozen=True, kw_only=True)
class InquiryDetails:
    """Everything that one form says of an inquiry."""

    title: str
    committee_id: int | None
    about: str = ""
    reference: str = ""
    link: str = ""
    opened_on: dt.date | None = None
    closed_on: dt.date | None = None


def check_details(details: InquiryDetails) -> InquiryDetails:
    """The details cleaned. Raises InvalidInput with every problem found."""
    typed = TypedInput()
    checked = replace(
        details,
        title=check_title(typed, details.title),
        about=typed.text("about", details.about, limit=ABOUT_LIMIT),
        reference=check_reference(typed, details.reference),
        link=check_website(typed, details.link, field="link"),
    )
    check_committee(typed, details.committee_id)
    check_days(typed, details.opened_on, details.closed_on)
    typed.finish()
    return checked


def check_title(typed: TypedInput, written: str) -> str:
    return typed.line("title", written, limit=TITLE_LIMIT, missing="Enter the title of the inquiry.")


def check_reference(typed: TypedInput, written: str) -> str:
    return typed.line("reference", written, limit=REFERENCE_LIMIT)


def check_committee(typed: TypedInput, committee_id: int | None) -> None:
    committee = find_organisation(committee_id) if committee_id is not None else None
    if committee is None:
        typed.refuse("committee", "Name the committee whose inquiry it is.")
    elif committee.partner_group is not PartnerGroup.PARLIAMENT:
        typed.refuse(
            "committee",
            f"An inquiry is held by a committee of Parliament. {committee.name} is in the partner group "
            f"“{committee.partner_group.label}”. Name another, or change its partner group on its page.",
        )


def check_days(typed: TypedInput, opened_on: dt.date | None, closed_on: dt.date | None) -> None:
    if opened_on is not None and closed_on is not None and closed_on < opened_on:
        typed.refuse("closed_on", "Enter a day on or after the day on which it was opened.")
