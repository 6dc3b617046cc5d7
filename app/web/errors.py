"""Error pages that say what happened and what to do."""

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from app.core.errors import Conflict, NotFound, NotPermitted, StaleVersion

PAGES = frozenset({400, 403, 404, 405, 409, 413, 429, 500, 503})


def set_up_error_pages(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(NotFound, lambda error: _page(404))
    app.register_error_handler(NotPermitted, lambda error: _page(403))
    app.register_error_handler(Conflict, lambda error: _page(409, message=str(error)))
    app.register_error_handler(StaleVersion, lambda error: _page(409, message=str(error)))


def _http_error(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400:
        return error
    return _page(code)


def _csrf_error(error: CSRFError) -> ResponseReturnValue:
    return _page(400)


def _page(code: int, message: str = "") -> ResponseReturnValue:
    if request.accept_mimetypes.best == "application/json":
        return {"error": message or f"Error {code}"}, code
    template = f"errors/{code if code in PAGES else (500 if code >= 500 else 400)}.html"
    return render_template(template, message=message), code
