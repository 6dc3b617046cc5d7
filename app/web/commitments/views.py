"""The list of commitments, and the page of each."""

from dataclasses import dataclass

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.contacts.history import history_of_commitment
from app.core.clock import office_today
from app.follow_ups.queries import list_open_for_commitment
from app.programme.models import Commitment
from app.programme.queries import get_commitment, list_commitments
from app.web.access import requires
from app.web.contacts.reading import current_reader, read_cursor, record_history
from app.web.follow_ups.rows import open_follow_up_rows

FOLLOW_UPS_SHOWN = 20

blueprint = Blueprint("commitments", __name__, url_prefix="/commitments")


@dataclass(frozen=True)
class CommitmentRow:
    """A line of directory_list."""

    title: str
    url: str
    under: str
    tags: tuple[str, ...]
    is_sample: bool = False


@blueprint.get("/")
@requires(Permission.READ_RECORD)
def index() -> ResponseReturnValue:
    commitments = list_commitments()
    return render_template(
        "commitments/index.html",
        ours=[_row(commitment) for commitment in commitments if commitment.is_ours],
        theirs=[_row(commitment) for commitment in commitments if not commitment.is_ours],
    )


@blueprint.get("/<int:commitment_id>")
@requires(Permission.READ_RECORD)
def commitment(commitment_id: int) -> ResponseReturnValue:
    found, reader = get_commitment(commitment_id), current_reader()
    page = history_of_commitment(commitment_id, reader=reader, before=read_cursor())
    follow_ups = list_open_for_commitment(commitment_id, reader=reader, limit=FOLLOW_UPS_SHOWN)
    return render_template(
        "commitments/commitment.html",
        commitment=found,
        source=_source(found),
        follow_ups=open_follow_up_rows(follow_ups, today=office_today()),
        history=record_history(
            page, whom="this commitment", relation="about", search_filter={"commitment": commitment_id}
        ),
    )


def _row(commitment: Commitment) -> CommitmentRow:
    strand = commitment.workstream.name if commitment.workstream else ""
    return CommitmentRow(
        title=commitment.title,
        url=url_for("commitments.commitment", commitment_id=commitment.id),
        under=" · ".join(part for part in (strand, _source(commitment)) if part),
        tags=(commitment.status.label,),
    )


def _source(commitment: Commitment) -> str:
    """'Letter of 3 February 2021, ¶9'."""
    return ", ".join(part for part in (commitment.source_document, commitment.source_paragraph) if part)
