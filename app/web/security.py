"""The headers that keep a page to itself."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


NOT_KEPT = ("Cache-Control", "no-store")


def set_up_security(app: Flask) -> None:
    app.after_request(_show_what_html_cannot_hold)
    fixed = [*HEADERS.items()]
    if app.config["SESSION_COOKIE_SECURE"]:
        fixed.append(("Strict-Transport-Security", "max-age=31536000; includeSubDomains"))
    app.wsgi_app = _with_headers(app.wsgi_app, fixed)  # type: ignore[method-assign,assignment]


def _with_headers(application: "WSGIApplication", fixed: list[tuple[str, str]]) -> "WSGIApplication":
    """Every answer with these headers, put at its end as they are: one by one they took a tenth of a short request."""

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *exc_info: Any) -> Any:
            # A shared machine's Back button must not show what the last colleague read.
            is_kept = any(name == "Cache-Control" for name, _ in headers)
            return start_response(status, [*headers, *fixed, *([] if is_kept else [NOT_KEPT])], *exc_info)

        return application(environ, start)

    return answer


def _show_what_html_cannot_hold(response: Response) -> Response:
    """A NUL that was typed comes back as a visible sign, where whoever typed it can take it out."""
    if response.mimetype == "text/html" and not response.is_streamed and b"\0" in response.data:
        response.data = response.data.replace(b"\0", "\N{REPLACEMENT CHARACTER}".encode())
    return response
