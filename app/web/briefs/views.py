"""A brief on an organisation, a person, a post, or on whom a planned contact is with."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from flask import Response, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.contacts.queries import get_contact
from app.core.clock import office_now, office_today
from app.reports.briefs import pdf_file, word_file
from app.reports.briefs.brief import Brief, RecordKind
from app.reports.briefs.making import MadeFor, make_brief
from app.reports.briefs.subjects import (
    Subject,
    subject_of_contact,
    subject_of_organisation,
    subject_of_person,
    subject_of_post,
)
from app.web.access import requires, the_account
from app.web.briefs import blueprint
from app.web.briefs.period import BriefPeriod, read_period
from app.web.contacts.reading import current_reader
from app.web.merged import leave_merged

WRITERS: dict[str, tuple[Callable[[Brief], bytes], str]] = {
    "pdf": (pdf_file.write_pdf, pdf_file.MEDIA_TYPE),
    "docx": (word_file.write_docx, word_file.MEDIA_TYPE),
}
# What a line leads to has its page under its list, by its number.
LISTS = {
    RecordKind.CONTACT: "contacts.history",
    RecordKind.POINT: "points.index",
    RecordKind.COMMITMENT: "commitments.index",
}


@blueprint.get("/organisations/<int:organisation_id>")
@requires(Permission.READ_RECORD)
def organisation(organisation_id: int) -> ResponseReturnValue:
    subject = _of_organisation(organisation_id)
    return _page(subject, url_for("organisations.organisation", organisation_id=organisation_id))


@blueprint.get("/people/<int:person_id>")
@requires(Permission.READ_RECORD)
def person(person_id: int) -> ResponseReturnValue:
    return _page(_of_person(person_id), url_for("people.person", person_id=person_id))


@blueprint.get("/posts/<int:post_id>")
@requires(Permission.READ_RECORD)
def post(post_id: int) -> ResponseReturnValue:
    return _page(subject_of_post(post_id, office_today()), url_for("posts.post", post_id=post_id))


@blueprint.get("/contacts/<int:contact_id>")
@requires(Permission.READ_RECORD)
def contact(contact_id: int) -> ResponseReturnValue:
    return _page(_of_contact(contact_id), url_for("contacts.contact", contact_id=contact_id))


@blueprint.get("/organisations/<int:organisation_id>/<any(pdf, docx):ending>")
@requires(Permission.READ_RECORD)
def organisation_file(organisation_id: int, ending: str) -> ResponseReturnValue:
    return _file(_of_organisation(organisation_id), ending)


@blueprint.get("/people/<int:person_id>/<any(pdf, docx):ending>")
@requires(Permission.READ_RECORD)
def person_file(person_id: int, ending: str) -> ResponseReturnValue:
    return _file(_of_person(person_id), ending)


@blueprint.get("/posts/<int:post_id>/<any(pdf, docx):ending>")
@requires(Permission.READ_RECORD)
def post_file(post_id: int, ending: str) -> ResponseReturnValue:
    return _file(subject_of_post(post_id, office_today()), ending)


@blueprint.get("/contacts/<int:contact_id>/<any(pdf, docx):ending>")
@requires(Permission.READ_RECORD)
def contact_file(contact_id: int, ending: str) -> ResponseReturnValue:
    return _file(_of_contact(contact_id), ending)


def _of_organisation(organisation_id: int) -> Subject:
    leave_merged("organisation", organisation_id)
    return subject_of_organisation(organisation_id, office_today())


def _of_person(person_id: int) -> Subject:
    leave_merged("person", person_id)
    return subject_of_person(person_id, office_today())


def _of_contact(contact_id: int) -> Subject:
    return subject_of_contact(get_contact(contact_id, reader=current_reader()), office_today())


def _page(subject: Subject, its_page: str) -> str:
    """`its_page` is the page of whom or what it is a brief on."""
    period = read_period(request.args.get("months", ""), office_today())
    here: dict[str, Any] = {**(request.view_args or {}), "months": period.key or None}
    files = {ending: url_for(f"{request.endpoint}_file", **here, ending=ending) for ending in WRITERS}
    return render_template(
        "briefs/brief.html",
        brief=_brief(subject, period),
        period=period,
        files=files,
        back_url=its_page,
        addresses={kind: url_for(endpoint) for kind, endpoint in LISTS.items()},
    )


def _file(subject: Subject, ending: str) -> Response:
    brief = _brief(subject, read_period(request.args.get("months", ""), office_today()))
    write, media_type = WRITERS[ending]
    response = send_file(
        BytesIO(write(brief)),
        mimetype=media_type,
        as_attachment=True,
        download_name=brief.file_name(ending),
        etag=False,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _brief(subject: Subject, period: BriefPeriod) -> Brief:
    return make_brief(subject, MadeFor(current_reader(), the_account().name, office_now(), period.since))
