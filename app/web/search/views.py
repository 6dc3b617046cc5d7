"""One search over the directory, the programme and the contacts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.contacts.filters import ContactFilters
from app.contacts.history import find_contacts
from app.core.paging import describe_count
from app.entry.details import ParticipantKind
from app.entry.likeliest import find_likeliest
from app.entry.queries import describe_records
from app.names.queries import find_by_prefix
from app.partnership.outputs.queries import describe_outputs
from app.programme.queries import find_commitments
from app.programme.workstream_queries import find_workstreams
from app.web.access import requires
from app.web.contacts.filter_form import one_line
from app.web.contacts.reading import current_reader, with_overdue, with_words_in_files

RECORDS_SHOWN = 10
CONTACTS_SHOWN = 10
LISTS = (
    ("organisation", "Organisations", "organisations.organisation", "organisation_id"),
    ("person", "People", "people.person", "person_id"),
    ("post", "Posts", "posts.post", "post_id"),
    ("workstream", "Workstreams", "workstreams.workstream", "workstream_id"),
    ("commitment", "Commitments", "commitments.commitment", "commitment_id"),
    ("output", "Outputs", "outputs.output", "output_id"),
)

blueprint = Blueprint("search", __name__)


@dataclass(frozen=True)
class FoundRecord:
    """A line of directory_list."""

    title: str
    url: str
    under: str
    tags: tuple[str, ...] = ()
    is_sample: bool = False


class Described(NamedTuple):
    """What a record is called, and what tells it from another."""

    title: str
    detail: str
    is_archived: bool


@dataclass(frozen=True)
class FoundList:
    """What was found of one kind; is_cut says that there is more than is shown."""

    heading: str
    rows: list[FoundRecord]
    is_cut: bool


@blueprint.get("/search")
@requires(Permission.READ_RECORD)
def results() -> ResponseReturnValue:
    text = one_line(request.args.get("q"))
    if not text:
        return render_template("search/results.html", text="")
    page = find_contacts(ContactFilters(words=text), reader=current_reader(), size=CONTACTS_SHOWN)
    return render_template(
        "search/results.html",
        text=text,
        lists=[found for found in (_find(text, *one) for one in LISTS) if found.rows],
        rows=with_overdue(with_words_in_files(page, text)).rows,
        count_text=describe_count(page.count, "contact", "contacts"),
        all_url=url_for("contacts.history", words=text) if page.next_cursor is not None else "",
    )


def _find(text: str, kind: str, heading: str, endpoint: str, argument: str) -> FoundList:
    find = find_by_prefix if kind in _PROGRAMME else find_likeliest
    ids = [number for _kind, number in find(text, [kind], limit=RECORDS_SHOWN + 1, with_archived=True)]
    described = _PROGRAMME[kind](ids) if kind in _PROGRAMME else _describe_directory(kind, ids)
    rows = [
        _row(described[number], _record_url(endpoint, {argument: number}))
        for number in ids[:RECORDS_SHOWN]
        if number in described
    ]
    return FoundList(heading, rows, len(ids) > RECORDS_SHOWN)


def _row(one: Described, url: str) -> FoundRecord:
    return FoundRecord(one.title, url, under=one.detail, tags=("Archived",) if one.is_archived else ())


def _describe_commitments(ids: list[int]) -> dict[int, Described]:
    return {
        number: Described(found.title, found.status.label, found.archived_at is not None)
        for number, found in find_commitments(ids).items()
    }


def _describe_workstreams(ids: list[int]) -> dict[int, Described]:
    return {
        number: Described(found.name, found.lead_words, found.archived_at is not None)
        for number, found in find_workstreams(ids).items()
    }


def _describe_outputs(ids: list[int]) -> dict[int, Described]:
    return {
        number: Described(
            found.title, f"{found.kind.label}, {found.status.label.lower()}", found.archived_at is not None
        )
        for number, found in describe_outputs(ids).items()
    }


_PROGRAMME: dict[str, Callable[[list[int]], dict[int, Described]]] = {
    "workstream": _describe_workstreams,
    "commitment": _describe_commitments,
    "output": _describe_outputs,
}


def _describe_directory(kind: str, ids: list[int]) -> dict[int, Described]:
    return {
        number: Described(lines[0].name, "; ".join(line.detail for line in lines), lines[0].is_archived)
        for number, lines in describe_records(ParticipantKind(kind), ids).items()
    }


def _record_url(endpoint: str, values: dict[str, Any]) -> str:
    return url_for(endpoint, **values)
