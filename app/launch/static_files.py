"""Sends the built assets straight from their files, ahead of the application."""

from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

from app.launch.assets import BUILT

A_YEAR = 365 * 24 * 60 * 60


def with_assets(app: Flask) -> WhiteNoise:
    """The application behind its assets, whose addresses change with their contents and may be kept for ever."""
    return WhiteNoise(
        app,
        root=str(BUILT),
        prefix="static/built/",
        max_age=A_YEAR,
        immutable_file_test=lambda _path, _url: True,
        allow_all_origins=False,
        add_headers_function=_add_headers,
    )


def _add_headers(headers: Headers, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
