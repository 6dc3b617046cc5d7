"""A contact's own page, and taking it out of the lists."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import StringField
from wtforms.validators import InputRequired

from app.accounts.rules import Permission
from app.audit.queries import Change, list_contact_changes
from app.contacts.models import Contact
from app.contacts.queries import get_contact, get_contact_held
from app.contacts.rules import ContactStatus, direction_beside, kind_label
from app.core.clock import office_today
from app.core.errors import Conflict
from app.documents.kinds import ACCEPTED, TAKEN
from app.entry.services import archive as archive_contact
from app.entry.undoing import restore_whole
from app.follow_ups.queries import list_follow_ups_of_contact
from app.organisations.matter_queries import organisations_with_matter
from app.partnership.updates.queries import find_update_of_letter
from app.programme.rules import TWO_ROLES
from app.web.access import current_colleague, requires
from app.web.changes import describe_changes
from app.web.contacts import blueprint
from app.web.contacts.caution import Caution
from app.web.contacts.drafts import token_of_draft_left
from app.web.contacts.files import file_limits, files_of_page
from app.web.contacts.participants import our_people, participants_by_organisation
from app.web.contacts.plans import moves_of
from app.web.contacts.programme_links import programme_links
from app.web.contacts.reading import current_reader
from app.web.fields import AtMost, line
from app.web.follow_ups.rows import follow_up_rows
from app.web.forums.invited import invited_to
from app.web.inquiries.on_contact import inquiry_part
from app.web.points.raised import raised_at
from app.web.reviews.on_contact import questions_on
from app.web.undo import flash_with_undo, short_name


class ArchiveContactForm(FlaskForm):  # type: ignore[misc]
    reason = StringField(
        "Why is it archived?",
        filters=[line],
        validators=[
            InputRequired("Say why this contact is archived"),
            AtMost(500, "Shorten the reason to 500 characters"),
        ],
    )


@blueprint.get("/<int:contact_id>")
@requires(Permission.READ_RECORD)
def contact(contact_id: int) -> ResponseReturnValue:
    shown, reader, today = get_contact(contact_id, reader=current_reader()), current_reader(), office_today()
    follow_ups, changes = list_follow_ups_of_contact(shown.id), list_contact_changes(shown.id)
    return render_template(
        "contacts/contact.html",
        contact=shown,
        kind_label=kind_label(shown.kind, shown.direction),
        direction=direction_beside(shown.kind, shown.direction),
        participants=participants_by_organisation(shown),
        our_people=our_people(shown),
        programme=programme_links(shown),
        follow_ups=follow_up_rows(follow_ups, today=today),
        of_inquiries=inquiry_part(shown, reader=reader, today=today),
        caution=_caution(shown),
        invited=invited_to(shown),
        points=raised_at(shown.id, reader),
        questions=questions_on(shown),
        **_about_files(shown, changes),
        changes=describe_changes(changes, page_of="contact"),
        is_overdue=shown.plain_date.lies_before(today),
        moves=moves_of(changes),
    )


def _about_files(shown: Contact, changes: Sequence[Change]) -> dict[str, Any]:
    return {
        "of_files": files_of_page(shown, changes),
        "file_kinds": ACCEPTED,
        "files_taken": TAKEN,
        "file_limits": file_limits(),
    }


def _caution(shown: Contact) -> Caution | None:
    """Where the two roles may have been confused, and nothing is said of how they were kept apart."""
    if shown.roles_kept_apart or shown.status is ContactStatus.CANCELLED:
        return None
    if shown.capacity not in (None, *TWO_ROLES):
        return None
    ids = [link.organisation_id for link in shown.organisation_links]
    caution = Caution(organisations_with_matter(ids, shown.plain_date), shown.capacity)
    return caution if caution.is_shown else None


@blueprint.route("/<int:contact_id>/archive", methods=["GET", "POST"])
@requires(Permission.ARCHIVE)
def archive(contact_id: int) -> ResponseReturnValue:
    form = ArchiveContactForm()
    if request.method == "GET":
        shown = get_contact(contact_id, reader=current_reader())
        return _archive_page(shown, form)
    shown = get_contact_held(contact_id, reader=current_reader())
    if form.validate():
        try:
            archive_contact(contact=shown, reason=form.reason.data or "", actor=current_colleague())
        except Conflict as problem:
            form.reason.errors = [str(problem)]
        else:
            return _archived(shown)
    return _archive_page(shown, form), 422


def _archive_page(shown: Contact, form: ArchiveContactForm) -> str:
    update = find_update_of_letter(shown.id)
    return render_template("contacts/archive.html", contact=shown, form=form, update=update)


def _archived(shown: Contact) -> ResponseReturnValue:
    """Undo takes back this archiving alone, which the version tells from a later one."""
    words = Markup("<strong>Archived.</strong> {} is in no list or search now.").format(short_name(shown.subject))
    flash_with_undo(words, url_for("contacts.restore", contact_id=shown.id), fields={"version": shown.version})
    return redirect(url_for("contacts.contact", contact_id=shown.id))


@blueprint.post("/<int:contact_id>/restore")
@requires(Permission.ARCHIVE)
def restore(contact_id: int) -> ResponseReturnValue:
    shown = get_contact_held(contact_id, reader=current_reader())
    undone = request.form.get("version", str(shown.version))
    if shown.archived_at is not None and undone != str(shown.version):
        words = Markup("<strong>Not undone.</strong> {} was restored and archived again since: {}.")
        flash(words.format(short_name(shown.subject), short_name(shown.archived_reason)), "problem")
        return redirect(url_for("contacts.contact", contact_id=shown.id))
    restore_whole(contact=shown, actor=current_colleague(), draft_token=token_of_draft_left(shown))
    flash(
        Markup("<strong>Restored.</strong> {} is back in lists and searches.").format(short_name(shown.subject)),
        "saved",
    )
    return redirect(url_for("contacts.contact", contact_id=shown.id))
