"""Setting, changing and closing regulatory matters. Their changes are shown on the page of the matter alone."""

import datetime as dt
from dataclasses import dataclass, replace

from app.accounts.models import Colleague
from app.audit.rules import Action, FieldChange, differences
from app.audit.services import record
from app.core.errors import Conflict
from app.core.plain_dates import PlainDate, format_plain_date
from app.core.typed_input import TypedInput
from app.database import db
from app.organisations.models import Organisation, RegulatoryMatter
from app.versions import hold

KIND = "regulatory_matter"
ABOUT_LIMIT = 10_000
REFERENCE_LIMIT = 100
REASON_LIMIT = 500


@dataclass(frozen=True, kw_only=True)
class MatterDetails:
    """What one form says of a matter."""

    about: str
    opened_on: dt.date | None
    review_on: dt.date | None
    reference: str = ""


def set_matter(
    *, organisation: Organisation, details: MatterDetails, actor: Colleague, today: dt.date
) -> RegulatoryMatter:
    """Open a matter with an organisation. Raises InvalidInput, and Conflict for our own."""
    if organisation.is_own:
        raise Conflict("This is our own organisation. It holds no matter with itself.")
    details = _checked(details, today=today, closed_on=None)
    matter = RegulatoryMatter(organisation=organisation, opened_by=actor)
    _say(matter, details)
    db.session.add(matter)
    db.session.flush()
    _record(matter, Action.CREATED, actor, differences({}, describe_matter(matter)))
    return matter


def change_matter(
    *, matter: RegulatoryMatter, details: MatterDetails, version: int, actor: Colleague, today: dt.date
) -> None:
    """Raises InvalidInput, and StaleVersion when it has been saved since `version` was read."""
    hold(matter, version)
    details, before = _checked(details, today=today, closed_on=matter.closed_on), describe_matter(matter)
    _say(matter, details)
    db.session.flush()
    changes = differences(before, describe_matter(matter))
    if changes:
        _record(matter, Action.CHANGED, actor, changes)


def close_matter(
    *,
    matter: RegulatoryMatter,
    closed_on: dt.date | None,
    reason: str,
    version: int,
    actor: Colleague,
    today: dt.date,
) -> None:
    """Raises InvalidInput, StaleVersion, and Conflict where it is closed already."""
    hold(matter, version)
    if matter.closed_on is not None:
        raise Conflict("This matter is closed already. Reopen it to close it on another day.")
    typed = TypedInput()
    reason = check_closing(typed, closed_on=closed_on, reason=reason, opened_on=matter.opened_on, today=today)
    typed.finish()
    before = describe_matter(matter)
    matter.closed_on, matter.closed_reason, matter.closed_by = closed_on, reason, actor
    db.session.flush()
    _record(matter, Action.CLOSED, actor, differences(before, describe_matter(matter)))


def reopen_matter(*, matter: RegulatoryMatter, version: int, actor: Colleague) -> None:
    """Take back that it was closed; open already is no error. Raises StaleVersion."""
    if matter.closed_on is None:
        return
    hold(matter, version)
    before = describe_matter(matter)
    matter.closed_on, matter.closed_reason, matter.closed_by = None, "", None
    db.session.flush()
    _record(matter, Action.REOPENED, actor, differences(before, describe_matter(matter)))


def describe_matter(matter: RegulatoryMatter) -> dict[str, str]:
    """Each field's label and what it says, as those read it who keep matters."""
    return {
        "What it is about": matter.about,
        "Reference": matter.reference,
        "Opened on": format_plain_date(PlainDate(matter.opened_on)),
        "Review due": format_plain_date(PlainDate(matter.review_on)),
        "Closed on": format_plain_date(PlainDate(matter.closed_on)) if matter.closed_on else "",
        "Why it was closed": matter.closed_reason,
    }


def check_matter(
    typed: TypedInput, details: MatterDetails, *, today: dt.date, closed_on: dt.date | None
) -> MatterDetails:
    """The details cleaned, their problems noted; `closed_on` is of a matter that is closed."""
    known = len(typed.problems)
    about = typed.text("about", details.about, limit=ABOUT_LIMIT)
    if not about and len(typed.problems) == known:
        typed.refuse("about", "Say what the matter is about. Only those who keep matters read it.")
    reference = typed.line("reference", details.reference, limit=REFERENCE_LIMIT)
    opened_on, review_on = details.opened_on, details.review_on
    if opened_on is None:
        typed.refuse("opened_on", "Enter the day on which it was opened.")
    elif opened_on > today:
        typed.refuse("opened_on", "Enter a day that has come: a matter is recorded once it is open.")
    elif closed_on is not None and opened_on > closed_on:
        typed.refuse("opened_on", f"Enter a day up to {format_plain_date(PlainDate(closed_on))}, when it was closed.")
    if review_on is None:
        typed.refuse("review_on", "Enter the day by which it is reviewed.")
    elif opened_on is not None and review_on < opened_on:
        typed.refuse("review_on", "Enter a day for the review that comes after it was opened.")
    return replace(details, about=about, reference=reference)


def check_closing(
    typed: TypedInput, *, closed_on: dt.date | None, reason: str, opened_on: dt.date, today: dt.date
) -> str:
    """The reason cleaned, the problems of both noted."""
    if closed_on is None:
        typed.refuse("closed_on", "Enter the day on which it was closed.")
    elif closed_on > today:
        typed.refuse("closed_on", "Enter a day that has come: until then the matter is open.")
    elif closed_on < opened_on:
        typed.refuse("closed_on", f"Enter a day from {format_plain_date(PlainDate(opened_on))} on, when it was opened.")
    return typed.line("reason", reason, limit=REASON_LIMIT, missing="Enter why it is closed.")


def _checked(details: MatterDetails, *, today: dt.date, closed_on: dt.date | None) -> MatterDetails:
    typed = TypedInput()
    details = check_matter(typed, details, today=today, closed_on=closed_on)
    typed.finish()
    return details


def _say(matter: RegulatoryMatter, details: MatterDetails) -> None:
    matter.about, matter.reference = details.about, details.reference
    if details.opened_on is not None and details.review_on is not None:  # as they were checked to be
        matter.opened_on, matter.review_on = details.opened_on, details.review_on


def _record(matter: RegulatoryMatter, action: Action, actor: Colleague, changes: list[FieldChange]) -> None:
    record(
        actor=actor,
        action=action,
        subject_kind=KIND,
        subject_id=matter.id,
        subject_label=matter.organisation.name,
        changes=changes,
    )
