"""Keeping commitments: adding, editing, archiving, restoring."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.queries import list_names_of_writers
from app.accounts.rules import Permission
from app.contacts.models import Contact
from app.contacts.queries import get_contact
from app.core.clock import office_today
from app.core.errors import InvalidInput, NotFound, StaleVersion
from app.organisations.queries import find_organisation
from app.partnership.commitments.details import check_details
from app.partnership.commitments.services import (
    add_commitment,
    archive_commitment,
    change_commitment,
    restore_commitment,
)
from app.partnership.inquiries.queries import list_inquiries_of_contact
from app.people.whom import Whom
from app.programme.models import Commitment
from app.programme.queries import get_commitment, list_workstream_names
from app.web.access import current_colleague, requires
from app.web.accounts.session import local_path
from app.web.archiving import ask_and_archive
from app.web.commitments import blueprint
from app.web.commitments.forms import THEIRS, CommitmentForm
from app.web.contacts.reading import current_reader
from app.web.directory_lists import read_number
from app.web.problems import is_valid, show_problems
from app.web.stale import opened_version, show_stale
from app.web.undo import short_name


@blueprint.route("/add", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def add() -> ResponseReturnValue:
    form, reader, today = _form(), current_reader(), office_today()
    back = local_path(request.values.get("next"))
    if is_valid(form, lambda: check_details(form.details(), commitment=None, reader=reader, today=today)):
        try:
            added = add_commitment(details=form.details(), actor=current_colleague(), reader=reader, today=today)
        except InvalidInput as error:
            show_problems(form, error)
        else:
            flash(f"{short_name(added.title)} is recorded.", "saved")
            return redirect(back or page_of(added))
    elif request.method == "GET":
        _begin(form)
    return render_template("commitments/add.html", form=form, back=back), 422 if form.is_submitted() else 200


@blueprint.route("/<int:commitment_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def edit(commitment_id: int) -> ResponseReturnValue:
    changed = get_commitment(commitment_id)
    form = _form(changed)
    if form.is_submitted():
        try:
            if _is_changed(changed, form):
                flash(f"{short_name(changed.title)} is changed.", "saved")
                return redirect(page_of(changed))
        except InvalidInput as error:
            show_problems(form, error)
        except StaleVersion:
            show_stale(form, changed, fill=lambda: _fill(form, changed))
    else:
        _fill(form, changed)
    page = render_template("commitments/edit.html", form=form, commitment=changed)
    return page, 422 if form.is_submitted() else 200


def _is_changed(changed: Commitment, form: CommitmentForm) -> bool:
    """Whether it was saved; where not, the form tells why. Raises InvalidInput and StaleVersion."""
    reader, today = current_reader(), office_today()
    if not is_valid(form, lambda: check_details(form.details(), commitment=changed, reader=reader, today=today)):
        return False
    change_commitment(
        commitment=changed,
        details=form.details(),
        version=opened_version(form),
        actor=current_colleague(),
        reader=reader,
        today=today,
    )
    return True


@blueprint.route("/<int:commitment_id>/archive", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def archive(commitment_id: int) -> ResponseReturnValue:
    archived = get_commitment(commitment_id)
    return ask_and_archive(
        name=archived.title,
        its_page=page_of(archived),
        restore_address=url_for("commitments.restore", commitment_id=archived.id),
        all_pages=("Commitments", url_for("commitments.index")),
        archive=lambda reason: archive_commitment(commitment=archived, reason=reason, actor=current_colleague()),
    )


@blueprint.post("/<int:commitment_id>/restore")
@requires(Permission.EDIT_PROGRAMME)
def restore(commitment_id: int) -> ResponseReturnValue:
    restored = get_commitment(commitment_id)
    restore_commitment(commitment=restored, actor=current_colleague())
    flash(f"{short_name(restored.title)} is restored.", "saved")
    return redirect(page_of(restored))


def page_of(commitment: Commitment) -> str:
    return url_for("commitments.commitment", commitment_id=commitment.id)


def _form(commitment: Commitment | None = None) -> CommitmentForm:
    form = CommitmentForm()
    form.offer(colleagues=list_names_of_writers(), workstreams=list_workstream_names())
    if commitment is not None:
        form.offer_what_it_has(commitment)
    return form


def _begin(form: CommitmentForm) -> None:
    """With what the page that led here says of it."""
    made_at = _contact(read_number("made_at"))
    form.name_contact(made_at)
    form.workstream_id.data = request.args.get("workstream", "")
    likely = _made_to(made_at) if made_at is not None else None
    for field, number in ((form.to, read_number("to") or likely), (form.by, read_number("by"))):
        organisation = find_organisation(number) if number is not None else None
        if organisation is not None:
            field.fill(Whom(organisation_id=organisation.id))
            form.whose.data = THEIRS if field is form.by else form.whose.data


def _made_to(contact: Contact) -> int | None:
    """The committee whose inquiry the contact belongs to, or else the one organisation that we met; None where unclear.

    With whom a restricted contact was is not to be told by a form that begins so.
    """
    bodies = {inquiry.committee_id for inquiry in list_inquiries_of_contact(contact.id)}
    if not bodies and not contact.is_restricted:
        met = (link.organisation for link in contact.organisation_links)
        bodies = {organisation.id for organisation in met if not organisation.is_own}
    return bodies.pop() if len(bodies) == 1 else None


def _fill(form: CommitmentForm, commitment: Commitment) -> None:
    """Show what is recorded."""
    form.fill(commitment)
    form.name_contact(_contact(commitment.made_at_id))


def _contact(contact_id: int | None) -> Contact | None:
    """None where the reader may not read it, as where there is none."""
    try:
        return get_contact(contact_id, reader=current_reader()) if contact_id is not None else None
    except NotFound:
        return None
