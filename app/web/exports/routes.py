"""The exports blueprint with all of its views."""

from app.web.exports import blueprint, views

__all__ = ["blueprint", "views"]
