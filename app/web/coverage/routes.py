"""The coverage blueprint with all of its views."""

from app.web.coverage import blueprint, views

__all__ = ["blueprint", "views"]
