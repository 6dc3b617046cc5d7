"""Workstreams in the shapes that the register and the page of one show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from app.contacts.history import ContactPage
from app.core.paging import describe_count
from app.core.plain_dates import effort_words
from app.programme.activity_queries import ActivityTotals
from app.programme.models import Workstream
from app.programme.workstream_queries import InWorkstream
from app.web.organisations.page import Figure


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
        counts=_count_links(within, workstream.id),
    )


def _count_links(within: InWorkstream, workstream_id: int) -> list[CountLink]:
    """What there is of each kind, with the list of them."""
    its_page = url_for("workstreams.workstream", workstream_id=workstream_id)
    promised, made = url_for("commitments.index", workstream=workstream_id), url_for("outputs.index")
    counted = (
        (within.overdue, "overdue", "overdue", f"{promised}&due=overdue"),
        (within.commitments, "commitment to keep", "commitments to keep", f"{promised}&status=unsettled"),
        (within.outputs, "output", "outputs", f"{made}?workstream={workstream_id}"),
        (within.milestones, "milestone", "milestones", f"{its_page}#milestones"),
        (within.activities, "activity", "activities", f"{its_page}#activities"),
    )
    return [
        CountLink(describe_count(count, one, many), url, is_bad=one == "overdue")
        for count, one, many, url in counted
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
        url = url_for("commitments.index", workstream=workstream_id, status="unsettled")
        strip.append(Figure("Commitments to keep", str(within.commitments), url, under, is_bad=bool(within.overdue)))
    if within.outputs:
        strip.append(Figure("Outputs", str(within.outputs), "#outputs"))
    if totals.activities:
        under = f"not counted at {totals.uncounted}" if totals.uncounted else ""
        strip.append(Figure("People reached", f"{totals.reached:,}", "#activities", under))
        if totals.effort_minutes:
            strip.append(Figure("Effort", effort_words(totals.effort_minutes), "#activities"))
    return strip


def what_stays(workstream: Workstream, within: InWorkstream) -> str:
    """What archiving takes away, and what it leaves."""
    kept = [count.words for count in _count_links(within, workstream.id) if not count.is_bad]
    beside = f", with its {', '.join(kept)}" if kept else ""
    return (
        "It leaves the list of workstreams and the fields that offer it. Its page stays"
        f"{beside} and every contact filed under it: none of them is archived with it. It can be restored."
    )
