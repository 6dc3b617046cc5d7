"""The letter that an update is: to be printed, as DOCX and as PDF."""

from collections.abc import Callable
from io import BytesIO

from flask import Response, render_template, request, send_file
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.partnership.updates.queries import get_update
from app.partnership.updates.reading import read_update
from app.reports.letters import pdf_file, word_file
from app.reports.letters.document import LetterDocument
from app.reports.letters.from_update import letter_of
from app.web.access import requires
from app.web.updates import blueprint


@blueprint.get("/<int:update_id>/print")
@requires(Permission.READ_RECORD)
def print_page(update_id: int) -> ResponseReturnValue:
    return render_template("updates/print.html", update_id=update_id, letter=_letter(update_id))


@blueprint.get("/<int:update_id>/docx")
@requires(Permission.READ_RECORD)
def docx(update_id: int) -> ResponseReturnValue:
    return _file(_letter(update_id), word_file.write_docx, word_file.MEDIA_TYPE, "docx")


@blueprint.get("/<int:update_id>/pdf")
@requires(Permission.READ_RECORD)
def pdf(update_id: int) -> ResponseReturnValue:
    return _file(_letter(update_id), pdf_file.write_pdf, pdf_file.MEDIA_TYPE, "pdf")


def _letter(update_id: int) -> LetterDocument:
    """With notes where they are asked for."""
    return letter_of(read_update(get_update(update_id)), with_notes=request.args.get("notes") == "yes")


def _file(letter: LetterDocument, write: Callable[[LetterDocument], bytes], media_type: str, ending: str) -> Response:
    name, file = letter.file_name(ending), BytesIO(write(letter))
    response = send_file(file, mimetype=media_type, as_attachment=True, download_name=name, etag=False)
    response.headers["Cache-Control"] = "no-store"
    return response
