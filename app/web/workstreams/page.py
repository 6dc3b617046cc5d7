"""Workstreams in the shapes that the register and the page of one show."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from app.contacts.history import ContactPage
from app.core.paging import describe_count
from app.core.plain_dates import effort_words, relative_due
from app.programme.activity_queries import ActivityTotals
from app.programme.models import Commitment, Workstream
from app.programme.workstream_queries import InWorkstream
from app.web.organisations.page import Figure
from app.web.templating import short_date


@dataclass(frozen=True)
class CountLink:
    """A number that opens its list."""

    words: str
    url: str
    is_bad: bool = False


@dataclass(frozen=True)
class WorkstreamRow:
    """A line of the register."""

    name: str
    url: str
    status: str
    is_archived: bool
    is_sample: bool
    lead: str
    lead_url: str
    sectors: str
    counts: Sequence[CountLink]


def workstream_rows(workstreams: Sequence[Workstream], within: Mapping[int, InWorkstream]) -> list[WorkstreamRow]:
    return [_row(workstream, within[workstream.id]) for workstream in workstreams]


def _row(workstream: Workstream, within: InWorkstream) -> WorkstreamRow:
    url = url_for("workstreams.workstream", workstream_id=workstream.id)
    lead = workstream.lead
    return WorkstreamRow(
        name=workstream.name,
        url=url,
        status=workstream.status.label,
        is_archived=workstream.archived_at is not None,
        is_sample=workstream.is_sample,
        lead=workstream.lead_words,
        lead_url=url_for("organisations.organisation", organisation_id=lead.id) if lead else "",
        sectors=", ".join(sector.name for sector in workstream.sectors),
        counts=count_links(within, url),
    )


def count_links(within: InWorkstream, url: str) -> list[CountLink]:
    """What there is of each kind, with the part of the workstream's page that lists it."""
    counted = (
        (within.overdue, "overdue", "overdue", "commitments", True),
        (within.commitments, "commitment to keep", "commitments to keep", "commitments", False),
        (within.outputs, "output", "outputs", "outputs", False),
        (within.milestones, "milestone", "milestones", "milestones", False),
        (within.activities, "activity", "activities", "activities", False),
    )
    return [
        CountLink(describe_count(count, one, many), f"{url}#{part}", is_bad)
        for count, one, many, part, is_bad in counted
        if count
    ]


def figures(contacts: ContactPage, within: InWorkstream, totals: ActivityTotals, workstream_id: int) -> list[Figure]:
    """Contacts, commitments to keep, outputs, people reached and effort, as far as there are any."""
    strip = []
    if contacts.rows:
        url = url_for("contacts.history", workstream=workstream_id)
        strip.append(Figure("Contacts", str(contacts.count).capitalize(), url))
    if within.commitments:
        under = f"{within.overdue} overdue" if within.overdue else ""
        strip.append(
            Figure("Commitments to keep", str(within.commitments), "#commitments", under, is_bad=bool(within.overdue))
        )
    if within.outputs:
        strip.append(Figure("Outputs", str(within.outputs), "#outputs"))
    if totals.activities:
        under = f"not counted at {totals.uncounted}" if totals.uncounted else ""
        strip.append(Figure("People reached", f"{totals.reached:,}", "#activities", under))
        if totals.effort_minutes:
            strip.append(Figure("Effort", effort_words(totals.effort_minutes), "#activities"))
    return strip


@dataclass(frozen=True)
class CommitmentLine:
    title: str
    url: str
    promised_by: str
    status: str
    owner: str
    due_label: str
    relative_label: str
    is_overdue: bool
    is_sample: bool


def commitment_lines(commitments: Sequence[Commitment], today: dt.date) -> list[CommitmentLine]:
    return [_commitment_line(commitment, today) for commitment in commitments]


def _commitment_line(commitment: Commitment, today: dt.date) -> CommitmentLine:
    due_on = None if commitment.status.is_settled else commitment.due_on
    theirs = commitment.by_organisation.name if commitment.by_organisation else "Theirs"
    return CommitmentLine(
        title=commitment.title,
        url=url_for("commitments.commitment", commitment_id=commitment.id),
        promised_by="Ours" if commitment.is_ours else theirs,
        status=commitment.status.label,
        owner=commitment.owner.name if commitment.owner else "",
        due_label=short_date(commitment.due_on) or "No date",
        relative_label=relative_due(due_on, today) if due_on else "",
        is_overdue=due_on is not None and due_on < today,
        is_sample=commitment.is_sample,
    )


def what_stays(workstream: Workstream, within: InWorkstream) -> str:
    """What archiving takes away, and what it leaves."""
    kept = [count.words for count in count_links(within, "") if not count.is_bad]
    beside = f", with its {', '.join(kept)}" if kept else ""
    return (
        "It leaves the list of workstreams and the fields that offer it. Its page stays"
        f"{beside} and every contact filed under it: none of them is archived with it. It can be restored."
    )
