"""Sending a file to be saved, never to be shown in the place of one of our pages."""

from flask import Response, current_app, send_file

from app.core.errors import NotFound
from app.documents.models import Attachment
from app.web.uploads import file_storage


def download(file: Attachment) -> Response:
    """The file under its name. Raises NotFound where its content is gone, and says so in the log."""
    try:
        content = file_storage().open(file.sha256)
    except FileNotFoundError as error:
        current_app.logger.exception("The content of file %s is not in the folder of files.", file.id)
        raise NotFound from error
    response = send_file(content, mimetype=file.media_type, as_attachment=True, download_name=file.name, etag=False)
    response.content_length = file.size
    # Whatever it holds, it may load nothing and run nothing where a browser shows it all the same.
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "no-store"
    return response
