"""What a colleague says to have an update composed, and whether it can be so."""

import datetime as dt
from dataclasses import dataclass, replace

from app.core.typed_input import TypedInput
from app.organisations.models import Organisation
from app.organisations.queries import find_organisation
from app.organisations.rules import PartnerGroup
from app.partnership.updates.rules import Period
from app.partnership.updates.words.english import period_words

TITLE_LIMIT = 300
REFERENCE_LIMIT = 100
WORDS_LIMIT = 10_000


@dataclass(frozen=True, kw_only=True)
class UpdateDetails:
    """For which committee, and of which days, both included."""

    committee_id: int | None
    period_from: dt.date | None
    period_to: dt.date | None
    title: str = ""


def check_details(details: UpdateDetails) -> tuple[UpdateDetails, Organisation, dt.date, dt.date]:
    """The details with a title, the committee and the period. Raises InvalidInput with every problem found."""
    typed = TypedInput()
    committee = find_organisation(details.committee_id) if details.committee_id is not None else None
    if committee is None:
        typed.refuse("committee", "Enter the committee that the update is for.")
    elif committee.partner_group is not PartnerGroup.PARLIAMENT or committee.archived_at is not None:
        typed.refuse("committee", f"{committee.name} is no body of Parliament in the directory. Choose a committee.")
    first, last = details.period_from, details.period_to
    if first is None:
        typed.refuse("period_from", "Enter the first day that it tells of, such as 1 January 2021.")
    if last is None:
        typed.refuse("period_to", "Enter the last day that it tells of, such as 31 March 2021.")
    if first and last and last < first:
        typed.refuse("period_to", "Enter a day that is not before the first one.")
    title = typed.line("title", details.title, limit=TITLE_LIMIT)
    typed.finish()
    if committee is None or first is None or last is None:
        raise AssertionError("Each of them was refused above.")
    title = title or f"Update on our commitments, {period_words(Period(first, last, last))}"
    return replace(details, title=title), committee, first, last


def check_words(typed: TypedInput, field: str, written: str) -> str:
    """A sentence as it stands in a letter: one paragraph. Its problem is noted."""
    return " ".join(typed.text(field, written, limit=WORDS_LIMIT).split())


def check_reference(typed: TypedInput, written: str) -> str:
    """The reference of the letter, its problem noted."""
    return typed.line("reference", written, limit=REFERENCE_LIMIT, missing="Enter the reference that the letter bears.")
