"""The lists of the programme, to be saved, shown in columns and exported."""

from dataclasses import replace

from app.accounts.queries import list_names_of_active_colleagues
from app.core.clock import office_today
from app.core.paging import BoundedCount
from app.managed_lists.queries import list_words
from app.organisations.sectors import SECTORS
from app.partnership.commitments.queries import count_commitments, list_commitments
from app.partnership.inquiries.queries import count_inquiries, list_inquiries
from app.partnership.outputs.queries import count_outputs, list_outputs
from app.programme.milestone_queries import list_milestones
from app.programme.queries import list_workstream_names
from app.programme.workstream_queries import count_workstreams, list_workstreams
from app.reports.lists import programme as columns
from app.reports.lists.records import keys_of_pages
from app.web.commitments.forms import CommitmentFilterForm
from app.web.lists_shown.directory import named_organisation
from app.web.lists_shown.shown_list import Arguments, ReadList, ShownList
from app.web.outputs.forms import OutputFilterForm
from app.web.workstreams.forms import WorkstreamFilterForm

ALL_MILESTONES = 100_000


def _workstreams(arguments: Arguments) -> ReadList:
    form = WorkstreamFilterForm(arguments, list_words(SECTORS))
    filters = form.chosen()
    return ReadList(
        labels=form.labels(),
        count=lambda _reader: count_workstreams(filters),
        keys=lambda _reader: keys_of_pages(lambda after, size: list_workstreams(filters, after=after, size=size)),
    )


def _commitments(arguments: Arguments) -> ReadList:
    form = CommitmentFilterForm(
        arguments, workstreams=list_workstream_names(), colleagues=list_names_of_active_colleagues()
    )
    filters, today, labels = form.chosen(), office_today(), form.labels()
    body = named_organisation(arguments, "organisation")
    if body is not None and filters.organisation_id is None:
        filters = replace(filters, organisation_id=body.id)
        labels["organisation"] = f"promised by or to {body.name}"
    return ReadList(
        labels=labels,
        count=lambda _reader: count_commitments(filters, today=today),
        keys=lambda _reader: keys_of_pages(
            lambda after, size: list_commitments(filters, today=today, after=after, size=size)
        ),
    )


def _outputs(arguments: Arguments) -> ReadList:
    form = OutputFilterForm(arguments, sectors=list_words(SECTORS), workstreams=list_workstream_names())
    filters = form.chosen()
    return ReadList(
        labels=form.labels(),
        count=lambda reader: count_outputs(filters, reader=reader),
        keys=lambda reader: keys_of_pages(
            lambda after, size: list_outputs(filters, reader=reader, after=after, size=size)
        ),
    )


def _milestones(arguments: Arguments) -> ReadList:
    is_archived = arguments.get("archived") == "yes"

    def ids() -> list[int]:
        return [each.id for each in list_milestones(is_archived=is_archived, limit=ALL_MILESTONES)]

    return ReadList(
        labels={"archived": "archived ones"} if is_archived else {},
        count=lambda _reader: BoundedCount(len(ids())),
        keys=lambda _reader: iter([found] if (found := ids()) else []),
    )


def _inquiries(arguments: Arguments) -> ReadList:
    committee, is_archived = named_organisation(arguments, "committee"), arguments.get("archived") == "yes"
    number = committee.id if committee else None
    labels = {"committee": committee.name} if committee else {}
    return ReadList(
        labels=labels | ({"archived": "archived ones"} if is_archived else {}),
        count=lambda _reader: count_inquiries(committee_id=number, is_archived=is_archived),
        keys=lambda _reader: keys_of_pages(
            lambda after, size: list_inquiries(committee_id=number, is_archived=is_archived, after=after, size=size)
        ),
    )


WORKSTREAMS = ShownList(
    name="workstreams",
    title="Workstreams",
    endpoint="workstreams.index",
    nouns=("workstream", "workstreams"),
    parameters=("status", "sector", "lead", "archived"),
    columns=columns.WORKSTREAM_COLUMNS,
    title_column="name",
    record=("workstreams.workstream", "workstream_id"),
    read=_workstreams,
    cells=columns.WorkstreamCells,
    order="in the order of the programme",
)
COMMITMENTS = ShownList(
    name="commitments",
    title="Commitments",
    endpoint="commitments.index",
    nouns=("commitment", "commitments"),
    parameters=("words", "whose", "status", "due", "with", "organisation", "workstream", "owner", "archived"),
    columns=columns.COMMITMENT_COLUMNS,
    title_column="title",
    record=("commitments.commitment", "commitment_id"),
    read=_commitments,
    cells=columns.CommitmentCells,
    order="by the day they are due, what is overdue first",
)
OUTPUTS = ShownList(
    name="outputs",
    title="Outputs",
    endpoint="outputs.index",
    nouns=("output", "outputs"),
    parameters=("words", "kind", "status", "sector", "workstream", "behind", "archived"),
    columns=columns.OUTPUT_COLUMNS,
    title_column="title",
    record=("outputs.output", "output_id"),
    read=_outputs,
    cells=columns.OutputCells,
    order="by title",
)
MILESTONES = ShownList(
    name="milestones",
    title="Milestones",
    endpoint="milestones.index",
    nouns=("milestone", "milestones"),
    parameters=("archived",),
    columns=columns.MILESTONE_COLUMNS,
    title_column="title",
    record=("milestones.milestone", "milestone_id"),
    read=_milestones,
    cells=columns.MilestoneCells,
    order="by day",
)
INQUIRIES = ShownList(
    name="inquiries",
    title="Inquiries",
    endpoint="inquiries.index",
    nouns=("inquiry", "inquiries"),
    parameters=("committee", "archived"),
    columns=columns.INQUIRY_COLUMNS,
    title_column="title",
    record=("inquiries.inquiry", "inquiry_id"),
    read=_inquiries,
    cells=columns.InquiryCells,
    order="by committee",
)
