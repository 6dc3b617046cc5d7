"""The jobs blueprint with all of its views."""

from app.web.jobs import blueprint, views

__all__ = ["blueprint", "views"]
