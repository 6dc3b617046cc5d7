"""Reading outputs: the list, and the page of each with what is behind it."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.clock import office_today
from app.core.paging import describe_count
from app.managed_lists.queries import list_words
from app.organisations.sectors import SECTORS
from app.partnership.changes import list_changes_for
from app.partnership.evidence import contacts_of_output, count_behind, points_of_output
from app.partnership.outputs.queries import (
    KIND,
    count_outputs,
    get_output,
    list_kept_commitments,
    list_outputs,
)
from app.partnership.told_in import sentences_with_evidence
from app.partnership.updates.rules import EvidenceKind
from app.programme.queries import list_workstream_names
from app.web.access import requires
from app.web.changes import describe_changes
from app.web.contacts.reading import current_reader
from app.web.directory_lists import chips_for, read_number, way_on
from app.web.lists_shown.here import list_here, list_page
from app.web.outputs import blueprint
from app.web.outputs.forms import OutputFilterForm
from app.web.outputs.page import built_on, day_of, output_row

CURSOR_LENGTH = 19


@blueprint.get("/")
@requires(Permission.READ_RECORD)
def index() -> ResponseReturnValue:
    form, reader, today = _filter_form(), current_reader(), office_today()
    filters, labels = form.chosen(), form.labels()
    page = list_outputs(filters, reader=reader, after=read_number("after"))
    behind = count_behind([output.id for output in page.items], reader=reader)
    return list_page(
        "outputs/index.html",
        list_here("outputs", [each.id for each in page.items], labels=labels, form=form),
        form=form,
        rows=[output_row(output, behind[output.id], today) for output in page.items],
        count_text=describe_count(count_outputs(filters, reader=reader), "output", "outputs"),
        chips=chips_for("outputs.index", labels),
        way_on=way_on("outputs.index", list(labels), page, page.items[-1].title if page.items else ""),
        more_is_open=any(form[name].data for name in ("workstream", "archived")),
    )


def _filter_form() -> OutputFilterForm:
    return OutputFilterForm(request.args, sectors=list_words(SECTORS), workstreams=list_workstream_names())


@blueprint.get("/<int:output_id>")
@requires(Permission.READ_RECORD)
def output(output_id: int) -> ResponseReturnValue:
    shown, reader = get_output(output_id), current_reader()
    points = points_of_output(shown.id, reader=reader, before=read_number("points"))
    contacts = contacts_of_output(shown.id, reader=reader, before=_sort_key("contacts"))
    return render_template(
        "outputs/output.html",
        output=shown,
        day=day_of(shown, office_today()),
        built_on=built_on(shown.id, points, contacts, count_behind([shown.id], reader=reader)[shown.id]),
        commitments=list_kept_commitments(shown.id),
        told=sentences_with_evidence(EvidenceKind.OUTPUT, shown.id),
        changes=describe_changes(list_changes_for(KIND, shown.id, reader=reader)),
    )


def _sort_key(name: str) -> int | None:
    """The cursor of the address; what is none is the beginning."""
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < CURSOR_LENGTH else None
