"""Reading inquiries: the list by committee, and one from its first session to what became of each undertaking."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.audit.queries import list_changes
from app.core.clock import office_today
from app.core.paging import describe_count
from app.organisations.models import Organisation
from app.partnership.inquiries.chain import count_contacts_of_inquiry, read_chain
from app.partnership.inquiries.queries import (
    KIND,
    OpenUndertakings,
    count_inquiries,
    count_open_undertakings,
    get_inquiry,
    list_inquiries,
)
from app.partnership.models import Inquiry
from app.web.access import requires
from app.web.changes import describe_changes
from app.web.contacts.reading import current_reader, read_cursor
from app.web.directory_lists import chips_for, read_number, way_on
from app.web.inquiries import blueprint
from app.web.inquiries.page import ContactToAdd, contacts_to_add, occasion_rows
from app.web.lists_shown.here import list_here, list_page
from app.web.merged import standing_organisation
from app.web.navigation import may_open
from app.web.templating import short_date

ARCHIVED = "archived"


@dataclass(frozen=True)
class InquiryRow:
    title: str
    url: str
    under: str
    is_sample: bool
    still_open: str
    overdue: str


@dataclass(frozen=True)
class OfCommittee:
    committee: Organisation
    rows: Sequence[InquiryRow]


@blueprint.get("/")
@requires(Permission.READ_RECORD)
def index() -> ResponseReturnValue:
    committee, is_archived = standing_organisation(read_number("committee")), request.args.get(ARCHIVED) == "yes"
    committee_id = committee.id if committee else None
    page = list_inquiries(committee_id=committee_id, is_archived=is_archived, after=read_number("after"))
    labels = ({"committee": committee.name} if committee else {}) | ({ARCHIVED: "archived ones"} if is_archived else {})
    count = count_inquiries(committee_id=committee_id, is_archived=is_archived)
    return list_page(
        "inquiries/index.html",
        list_here("inquiries", [each.id for each in page.items], labels=labels),
        committee=committee,
        is_archived=is_archived,
        groups=_by_committee(page.items),
        count_text=describe_count(count, "inquiry", "inquiries"),
        chips=chips_for("inquiries.index", labels),
        way_on=way_on("inquiries.index", list(labels), page, page.items[-1].title if page.items else ""),
    )


@blueprint.get("/<int:inquiry_id>")
@requires(Permission.READ_RECORD)
def inquiry(inquiry_id: int) -> ResponseReturnValue:
    shown, reader, today = get_inquiry(inquiry_id), current_reader(), office_today()
    after = read_cursor("after")
    chain = read_chain(shown.id, reader=reader, after=after)
    counted = count_open_undertakings([shown.id], reader=reader, today=today).get(shown.id)
    return render_template(
        "inquiries/inquiry.html",
        inquiry=shown,
        under=_opened_and_closed(shown),
        occasions=occasion_rows(chain.items, reader=reader, today=today),
        count_text=describe_count(count_contacts_of_inquiry(shown.id, reader=reader), "contact", "contacts"),
        undertakings=_undertakings_text(counted),
        overdue=counted.overdue if counted else 0,
        later_url=_later(shown, chain.next_cursor),
        is_first=after is None,
        to_add=_to_add(shown) if after is None else None,
        changes=describe_changes(list_changes(KIND, shown.id)),
    )


def _to_add(shown: Inquiry) -> list[ContactToAdd] | None:
    """None where nothing can be added, or not by the reader."""
    may_add = may_open("inquiries.add_contact") and shown.archived_at is None
    return contacts_to_add(shown, reader=current_reader()) if may_add else None


def _by_committee(inquiries: Sequence[Inquiry]) -> list[OfCommittee]:
    counted = count_open_undertakings([row.id for row in inquiries], reader=current_reader(), today=office_today())
    return [
        OfCommittee(committee, [_row(row, counted.get(row.id)) for row in rows])
        for committee, rows in groupby(inquiries, key=lambda row: row.committee)
    ]


def _row(row: Inquiry, counted: OpenUndertakings | None) -> InquiryRow:
    return InquiryRow(
        title=row.title,
        url=url_for("inquiries.inquiry", inquiry_id=row.id),
        under=_opened_and_closed(row),
        is_sample=row.is_sample,
        still_open=_undertakings_text(counted),
        overdue=f"{counted.overdue:,} overdue" if counted and counted.overdue else "",
    )


def _undertakings_text(counted: OpenUndertakings | None) -> str:
    return describe_count(counted.still_open, "open undertaking", "open undertakings") if counted else ""


def _opened_and_closed(row: Inquiry) -> str:
    parts = (
        row.reference,
        f"opened {short_date(row.opened_on)}" if row.opened_on else "",
        f"closed {short_date(row.closed_on)}" if row.closed_on else "",
    )
    return " · ".join(filter(None, parts))


def _later(shown: Inquiry, cursor: int | None) -> str:
    return url_for("inquiries.inquiry", inquiry_id=shown.id, after=cursor) if cursor is not None else ""
