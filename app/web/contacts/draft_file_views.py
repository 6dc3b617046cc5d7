"""Files of a contact that is still being written, for its author alone. Without a script they come with the form."""

from flask import current_app
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.contacts.models import Contact
from app.contacts.queries import get_contact
from app.core.errors import NotFound
from app.documents.models import Attachment
from app.documents.queries import get_file_of_draft
from app.documents.rules import NotTaken
from app.documents.services import attach_to_draft, put_back_on_draft, remove_from_draft
from app.drafts.rules import is_token
from app.web.access import current_colleague, requires, the_account
from app.web.contacts import blueprint
from app.web.contacts.drafts import contact_id_sent
from app.web.contacts.files import file_line
from app.web.contacts.reading import current_reader
from app.web.downloads import download
from app.web.uploads import arrived_files, takes_files


@blueprint.post("/drafts/<token>/files")
@requires(Permission.LOG_CONTACT)
@takes_files
def add_draft_files(token: str) -> ResponseReturnValue:
    """What was added and what was not, for the script of the form."""
    _check(token)
    contact_id = contact_id_sent()
    answers = attach_to_draft(
        token=token,
        contact=_readable(contact_id),
        contact_id=contact_id,
        arrived=arrived_files(),
        actor=current_colleague(),
        most=current_app.config["FILES_PER_CONTACT"],
    )
    return {
        "files": [_as_json(one, token) for one in answers if isinstance(one, Attachment)],
        "refused": [{"name": one.name, "why": one.why} for one in answers if isinstance(one, NotTaken)],
    }


@blueprint.get("/drafts/<token>/files/<int:draft_file_id>")
@requires(Permission.LOG_CONTACT)
def draft_file(token: str, draft_file_id: int) -> ResponseReturnValue:
    return download(_my_file(token, draft_file_id))


@blueprint.post("/drafts/<token>/files/<int:draft_file_id>/remove")
@requires(Permission.LOG_CONTACT)
def remove_draft_file(token: str, draft_file_id: int) -> ResponseReturnValue:
    file = _my_file(token, draft_file_id, with_removed=True)
    remove_from_draft(file)
    return _as_json(file, token)


@blueprint.post("/drafts/<token>/files/<int:draft_file_id>/put-back")
@requires(Permission.LOG_CONTACT)
def put_back_draft_file(token: str, draft_file_id: int) -> ResponseReturnValue:
    file = _my_file(token, draft_file_id, with_removed=True)
    put_back_on_draft(attachment=file, most=current_app.config["FILES_PER_CONTACT"])
    return _as_json(file, token)


def _my_file(token: str, draft_file_id: int, *, with_removed: bool = False) -> Attachment:
    _check(token)
    return get_file_of_draft(token, draft_file_id, author_id=the_account().id, with_removed=with_removed)


def _check(token: str) -> None:
    if not is_token(token):
        raise NotFound


def _readable(contact_id: int | None) -> Contact | None:
    """The contact that the form changes, if it changes one that its author may still read."""
    if contact_id is None:
        return None
    try:
        return get_contact(contact_id, reader=current_reader())
    except NotFound:
        return None  # what is written is kept all the same, and saved as a contact of its own


def _as_json(file: Attachment, token: str) -> dict[str, object]:
    line = file_line(file, token)
    return {"id": file.id, "name": line.name, "size": file.size, "words": line.about, "url": line.url}
