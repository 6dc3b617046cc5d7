"""Where a page leads back to: only ever to a page of ours."""

from typing import Any

from flask import request, url_for

from app.web.accounts.session import local_path


def came_from(otherwise: str, **values: Any) -> str:
    """The page that the form says it stood on, or the endpoint given, with the values that its address needs."""
    return local_path(request.form.get("next")) or url_for(otherwise, **values)


def to_what_is_told(address: str) -> str:
    """The page, at what it tells of what was just done, which then has the focus; a part that is named stays named."""
    return address if "#" in address else f"{address}#told"
