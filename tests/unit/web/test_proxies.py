"""Where a request comes from, which the sign-in throttle goes by."""

from pathlib import Path

import pytest
from flask import request

from app import create_app
from config import Config

CLAIMED = "203.0.113.9, 198.51.100.7"  # by whoever asks, and what the nearest proxy added


def says(tmp_path: Path, trusted_proxies: int) -> str:
    """What the application takes for the address and the scheme of a request from 192.0.2.1."""
    url = f"sqlite:///{tmp_path / 'liaison.sqlite3'}"
    app = create_app(Config(secret_key="a key", database_url=url, trusted_proxies=trusted_proxies))
    app.before_request_funcs[None].insert(0, lambda: f"{request.remote_addr} {request.scheme}")
    headers = {"X-Forwarded-For": CLAIMED, "X-Forwarded-Proto": "https"}
    return app.test_client().get("/", headers=headers, environ_base={"REMOTE_ADDR": "192.0.2.1"}).text


@pytest.mark.parametrize(("trusted_proxies", "expected"), [(0, "192.0.2.1 http"), (1, "198.51.100.7 https")])
def test_only_trusted_proxies_say_where_a_request_comes_from(tmp_path: Path, trusted_proxies: int, expected: str):
    assert says(tmp_path, trusted_proxies) == expected
