"""The audit blueprint with all of its views."""

from app.web.audit import blueprint, views

__all__ = ["blueprint", "views"]
