"""Requests that bring files: larger than others, and judged before the record is written to."""

from collections.abc import Callable
from typing import IO, TypeVar, cast

from flask import Flask, current_app, g, request, session
from flask.typing import ResponseReturnValue

from app.documents.arriving import Arrived, ask_beforehand, discard_all, take_in
from app.documents.names import safe_name
from app.documents.rules import NotTaken, has_no_name, is_one_too_many
from app.documents.storage import FileStorage, storage_of
from app.web.access import declared_permission, may
from app.web.multipart import MULTIPART

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])

FILES = "files"
TAKES_FILES = "liaison_takes_files"
SIGNED_IN_AS = "_user_id"
MEBIBYTE = 1024 * 1024


def takes_files(view: View) -> View:
    """Declare that a route takes files, in the field `files`. The view finds them in `arrived_files`."""
    setattr(view, TAKES_FILES, True)
    return view


def arrived_files() -> list[Arrived | NotTaken]:
    """The files that came with this request: those that may be kept, and why the others may not."""
    return cast("list[Arrived | NotTaken]", g.get("arrived_files", []))


def file_storage() -> FileStorage:
    return storage_of(current_app.extensions)


def allow_large_uploads(app: Flask) -> None:
    """Let what takes files be larger, from those who may send it: of anybody else nothing so large is read."""

    @app.before_request
    def allow() -> None:
        most = app.config["MAX_CONTENT_LENGTH"]
        is_large = request.mimetype == MULTIPART and (request.content_length or 0) > most
        if is_large and _may_bring_files() and _is_from_somebody_who_may():
            files = app.config["FILE_MEGABYTES"] * app.config["FILES_PER_CONTACT"] * MEBIBYTE
            request.max_content_length = most + files


def brings_files() -> bool:
    """Whether this request brings files to a route that takes them."""
    return bool(_sent_files())


def set_up_uploads(app: Flask) -> None:
    """Judge the files that a request brings, once it is known that whoever sends it may; forget what is not kept."""

    @app.before_request
    def take_files_in() -> None:
        most = app.config["FILES_PER_CONTACT"]
        sent = _sent_files()
        if sent:
            g.arrived_files = take_in(sent[:most], storage=file_storage(), most_megabytes=app.config["FILE_MEGABYTES"])
        # More than a contact holds are refused before they take time to judge.
        refused = [is_one_too_many(safe_name(name), most) for name, _ in sent[most:]]
        g.arrived_files = [*arrived_files(), *refused, *_without_a_name()]

    @app.teardown_request
    def let_go_of_files(_error: BaseException | None) -> None:
        discard_all(arrived_files())


def _is_from_somebody_who_may() -> bool:
    """Asked of large requests alone, before anything of them is read."""
    permission = declared_permission(request.endpoint or "")
    if SIGNED_IN_AS not in session or permission is None:
        return False
    return ask_beforehand(lambda: may(permission))


def _sent_files() -> list[tuple[str, IO[bytes]]]:
    if not _may_bring_files():
        return []
    return [(file.filename, file.stream) for file in request.files.getlist(FILES) if file.filename]


def _without_a_name() -> list[NotTaken]:
    """A backslash at the end of a name takes the quotation mark after it along, and the file arrives as a text."""
    return [has_no_name() for text in request.form.getlist(FILES) if text] if _may_bring_files() else []


def _may_bring_files() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return request.method == "POST" and getattr(view, TAKES_FILES, False)
