"""What a colleague says to have an update composed, and whether it can be so."""

import datetime as dt
from dataclasses import dataclass, replace

from app.core.clock import at_the_office
from app.core.typed_input import TypedInput
from app.organisations.models import Organisation
from app.organisations.queries import find_organisation
from app.organisations.rules import PartnerGroup
from app.partnership.models import CommitteeUpdate
from app.partnership.updates.rules import Period
from app.partnership.updates.words.english import day, period_words

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


def check_details(details: UpdateDetails, *, today: dt.date) -> tuple[UpdateDetails, Organisation, dt.date, dt.date]:
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
    elif last and last > today:
        typed.refuse("period_to", "End the period today or earlier.")
    title = typed.line("title", details.title, limit=TITLE_LIMIT)
    typed.finish()
    if committee is None or first is None or last is None:
        raise AssertionError("Each of them was refused above.")
    title = title or f"Update on our commitments, {period_words(Period(first, last, last))}"
    return replace(details, title=title), committee, first, last


def check_words(typed: TypedInput, field: str, written: str) -> str:
    """A sentence as it stands in a letter: one paragraph. Its problem is noted."""
    return " ".join(typed.text(field, written, limit=WORDS_LIMIT).split())


def check_letter(
    update: CommitteeUpdate, *, reference: str, sent_on: dt.date | None, today: dt.date
) -> tuple[str, dt.date]:
    """The reference and the date that the letter bears. Raises InvalidInput with every problem found."""
    typed = TypedInput()
    missing = "Enter the reference that the letter bears."
    reference = typed.line("reference", reference, limit=REFERENCE_LIMIT, missing=missing)
    if problem := _problem_of_date(update, sent_on, today):
        typed.refuse("sent_on", problem)
    typed.finish()
    if sent_on is None:
        raise AssertionError("It was refused above.")
    return reference, sent_on


def _problem_of_date(update: CommitteeUpdate, sent_on: dt.date | None, today: dt.date) -> str:
    composed_on = at_the_office(update.composed_at).date()
    if sent_on is None:
        return "Enter the date of the letter, such as 3 February 2021."
    if update.period_to > today:
        return f"It tells of days up to {day(update.period_to)}. Compose an update that ends today or earlier instead."
    if sent_on > today:
        return "This day is still to come. Enter the day on which it is sent, today or earlier."
    if sent_on < update.period_to:
        return f"It tells of days up to {day(update.period_to)}. Enter that day or a later one."
    if sent_on < composed_on:
        return f"It says what the record said on {day(composed_on)}. Enter that day or a later one."
    return ""
