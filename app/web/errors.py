"""Error pages that say what happened and what to do."""

from flask import Flask, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from app.core.errors import Conflict, NotFound, NotPermitted, StaleVersion
from app.web.access import SignedOut, asks_for_json
from app.web.accounts.again import answer_foreign_form, answer_signed_out

FOR_SCRIPTS = {413: "This is more than Liaison takes at once. Make it smaller or send it in parts."}
PAGES = frozenset({400, 403, 404, 405, 409, 413, 429, 500, 503})


def set_up_error_pages(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, lambda error: answer_foreign_form() or error_page(400))
    app.register_error_handler(SignedOut, lambda error: answer_signed_out())
    app.register_error_handler(NotFound, lambda error: error_page(404))
    app.register_error_handler(NotPermitted, lambda error: error_page(403))
    app.register_error_handler(Conflict, lambda error: error_page(409, message=str(error)))
    app.register_error_handler(StaleVersion, lambda error: error_page(409, message=str(error)))


def _http_error(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400:
        return error
    return error_page(code)


def error_page(code: int, message: str = "", its_page: str = "") -> ResponseReturnValue:
    """The page of that code, or its like, which may lead to a record; for a script, what it says."""
    if asks_for_json():
        return {"error": message or FOR_SCRIPTS.get(code, f"Error {code}")}, code
    template = f"errors/{code if code in PAGES else (500 if code >= 500 else 400)}.html"
    return render_template(template, message=message, its_page=its_page), code
