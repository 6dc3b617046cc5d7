"""The headers that keep a page to itself."""

from flask import Flask, Response

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


def set_up_security(app: Flask) -> None:
    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        # A shared machine's Back button must not show what the last colleague read.
        response.headers.setdefault("Cache-Control", "no-store")
        if app.config["SESSION_COOKIE_SECURE"]:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        _show_what_html_cannot_hold(response)
        return response


def _show_what_html_cannot_hold(response: Response) -> None:
    """A NUL that was typed comes back as a visible sign, where whoever typed it can take it out."""
    if response.mimetype == "text/html" and not response.is_streamed and b"\0" in response.data:
        response.data = response.data.replace(b"\0", "\N{REPLACEMENT CHARACTER}".encode())
