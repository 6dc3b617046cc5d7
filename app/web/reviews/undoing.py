"""The reviews that contacts had, as the button that undoes carries them; signed, so that only ours come back."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from app.reviews.services import Review
from app.web.access import current_colleague

Former = tuple[int, Review | None]  # a contact's number, and the review it had


def carried(former: Sequence[Former], marked_at: dt.datetime) -> str:
    return str(_signer().dumps([marked_at.isoformat(), *(_kept(*each) for each in former)]))


def former_of(text: str) -> tuple[dt.datetime, list[Former]] | None:
    """When they were marked, and what a button carried. What was not given to this colleague is nothing."""
    try:
        marked_at, *kept = _signer().loads(text)
    except BadData:
        return None
    return dt.datetime.fromisoformat(marked_at), [_read(each) for each in kept]


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt=f"former-reviews-{current_colleague().id}")


def _kept(contact_id: int, was: Review | None) -> list[Any]:
    return [contact_id, was.at.isoformat(), was.by_id, was.version] if was else [contact_id]


def _read(kept: list[Any]) -> Former:
    contact_id, *was = kept
    if not was:
        return contact_id, None
    at, by_id, version = was
    return contact_id, Review(dt.datetime.fromisoformat(at), by_id, version)
