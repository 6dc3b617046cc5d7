"""The files of a contact that is saved."""

from flask import current_app, redirect, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.accounts.rules import Permission
from app.contacts.models import Contact
from app.contacts.queries import get_contact
from app.core.errors import Conflict
from app.documents.models import Attachment
from app.documents.queries import get_file_of_contact
from app.documents.rules import NotTaken
from app.documents.services import attach_to_contact, put_back_on_contact, remove_from_contact
from app.web.access import asks_for_json, current_colleague, requires
from app.web.contacts import blueprint
from app.web.contacts.files import file_line
from app.web.contacts.reading import current_reader
from app.web.downloads import download
from app.web.told import flash_at
from app.web.undo import short_name
from app.web.uploads import arrived_files, takes_files

TOLD = 3  # by name, since a confirmation travels in a cookie


@blueprint.get("/<int:contact_id>/files/<int:attachment_id>")
@requires(Permission.READ_RECORD)
def file(contact_id: int, attachment_id: int) -> ResponseReturnValue:
    contact = get_contact(contact_id, reader=current_reader())
    return download(get_file_of_contact(contact.id, attachment_id))


@blueprint.post("/<int:contact_id>/files")
@requires(Permission.LOG_CONTACT)
@takes_files
def add_files(contact_id: int) -> ResponseReturnValue:
    contact = get_contact(contact_id, reader=current_reader())
    answers = attach_to_contact(
        contact=contact,
        arrived=arrived_files(),
        actor=current_colleague(),
        most=current_app.config["FILES_PER_CONTACT"],
    )
    _tell_added([one.name for one in answers if isinstance(one, Attachment)])
    _tell_refused([one for one in answers if isinstance(one, NotTaken)])
    if not answers:
        _tell(Markup("<strong>Nothing was added.</strong> Choose one or more files first."), "problem")
    return _back_to(contact)


def _back_to(contact: Contact) -> ResponseReturnValue:
    """Its page, at what is told of its files there."""
    return redirect(url_for("contacts.contact", contact_id=contact.id, _anchor="files-told"))


def _tell(words: Markup, kind: str) -> None:
    flash_at("files", words, kind)


def _tell_added(names: list[str]) -> None:
    if names:
        told = ", ".join([*map(short_name, names[:TOLD]), *_more(len(names))])
        _tell(Markup("<strong>Added.</strong> {}").format(told), "saved")


def _tell_refused(refused: list[NotTaken]) -> None:
    for one in refused[:TOLD]:
        _tell(Markup("<strong>Not added.</strong> “{}”: {}").format(short_name(one.name), one.why), "problem")
    for more in _more(len(refused)):
        _tell(Markup("<strong>Not added:</strong> {}.").format(more), "problem")


def _more(count: int) -> list[str]:
    return [f"and {count - TOLD} more"] if count > TOLD else []


@blueprint.post("/<int:contact_id>/files/<int:attachment_id>/remove")
@requires(Permission.LOG_CONTACT)
def remove_file(contact_id: int, attachment_id: int) -> ResponseReturnValue:
    contact = get_contact(contact_id, reader=current_reader())
    attachment = get_file_of_contact(contact.id, attachment_id, with_removed=True)
    remove_from_contact(contact=contact, attachment=attachment, actor=current_colleague())
    if asks_for_json():
        return {"words": file_line(attachment).about}
    return redirect(url_for("contacts.contact", contact_id=contact.id, removed_file=attachment.id, _anchor="files"))


@blueprint.post("/<int:contact_id>/files/<int:attachment_id>/put-back")
@requires(Permission.LOG_CONTACT)
def put_back_file(contact_id: int, attachment_id: int) -> ResponseReturnValue:
    contact = get_contact(contact_id, reader=current_reader())
    attachment = get_file_of_contact(contact.id, attachment_id, with_removed=True)
    most = current_app.config["FILES_PER_CONTACT"]
    try:
        put_back_on_contact(contact=contact, attachment=attachment, actor=current_colleague(), most=most)
    except Conflict as problem:
        if asks_for_json():
            return {"error": str(problem)}, 409
        _tell(Markup("<strong>Not put back.</strong> {}").format(problem), "problem")
    else:
        if asks_for_json():
            return {"words": file_line(attachment).about}
        _tell(Markup("<strong>Put back.</strong> {} is with this contact again.").format(attachment.name), "saved")
    return _back_to(contact)
