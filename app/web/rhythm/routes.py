"""The rhythm blueprint with all of its views."""

from app.web.rhythm import blueprint, interval_views, views

__all__ = ["blueprint", "interval_views", "views"]
