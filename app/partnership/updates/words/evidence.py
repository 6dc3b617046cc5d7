"""The evidence of a sentence, with a label that can be read in a footnote."""

from textwrap import shorten

from app.contacts.models import Contact
from app.contacts.rules import kind_label
from app.core.plain_dates import format_plain_date
from app.partnership.updates.addresses import activities_address, contacts_address, points_address, status_address
from app.partnership.updates.rules import Evidence, EvidenceKind, Period
from app.partnership.updates.words.english import counted, one_line
from app.points.models import Point
from app.programme.models import (
    Activity,
    Commitment,
    CommitmentStatusChange,
    Milestone,
    Output,
    Workstream,
)

WORDS_SHOWN = 120  # characters of a point, which the sentence has in full


def of_contact(contact: Contact) -> Evidence:
    label = f"{kind_label(contact.kind, contact.direction)}: {one_line(contact.subject)}"
    if contact.our_reference:
        label += f" (our reference {contact.our_reference})"
    date = None if contact.date_precision.value != "day" else contact.date
    if date is None:
        label += f", {format_plain_date(contact.plain_date)}"
    return Evidence(EvidenceKind.CONTACT, label, contact.id, date=date)


def of_point(point: Point) -> Evidence:
    words = shorten(point.words, WORDS_SHOWN, placeholder="…").rstrip(".")
    return Evidence(EvidenceKind.POINT, f"{point.kind.label}: {words}", point.id, date=point.raised_on)


def of_commitment(commitment: Commitment) -> Evidence:
    label = f"Commitment: {one_line(commitment.title)}"
    return Evidence(EvidenceKind.COMMITMENT, label, commitment.id, date=commitment.made_on)


def of_change(change: CommitmentStatusChange, commitment: Commitment) -> Evidence:
    label = f"Status of “{one_line(commitment.title)}”: {change.status.label.lower()}"
    address = status_address(commitment.id)
    return Evidence(EvidenceKind.STATUS_CHANGE, label, change.id, address, change.changed_on)


def of_output(output: Output) -> Evidence:
    label = f"{output.kind.label}: {one_line(output.title)}"
    return Evidence(EvidenceKind.OUTPUT, label, output.id, date=output.published_on)


def of_milestone(milestone: Milestone) -> Evidence:
    source = ", ".join(filter(None, [milestone.source_document, milestone.source_paragraph]))
    label = f"Milestone: {one_line(milestone.title)}" + (f" ({one_line(source)})" if source else "")
    return Evidence(EvidenceKind.MILESTONE, label, milestone.id, date=milestone.actual_on)


def of_activity(activity: Activity) -> Evidence:
    label, address = f"Activity: {one_line(activity.what)}", activities_address(activity.workstream_id)
    return Evidence(EvidenceKind.ACTIVITY, label, activity.id, address, activity.done_on)


def of_workstream(workstream: Workstream) -> Evidence:
    return Evidence(EvidenceKind.WORKSTREAM, f"Workstream: {one_line(workstream.name)}", workstream.id)


def of_contacts(number: int, about: str, period: Period, **filters: str | int) -> Evidence:
    """The list of contacts behind a count. `about` says which: 'with Example County Council'."""
    return Evidence(
        EvidenceKind.LIST, f"{counted(number, 'contact')} {about}", address=contacts_address(period, **filters)
    )


def of_points(label: str, period: Period, **filters: str | int) -> Evidence:
    """The list of points behind a count, which its label tells: '3 barriers'."""
    return Evidence(EvidenceKind.LIST, label, address=points_address(period, **filters))


def of_link(address: str) -> Evidence:
    return Evidence(EvidenceKind.LINK, address, address=address)


def of_document(name: str) -> Evidence:
    return Evidence(EvidenceKind.DOCUMENT, one_line(name))
