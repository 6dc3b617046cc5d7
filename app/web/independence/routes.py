"""The independence blueprint with all of its views."""

from app.web.independence import blueprint, matter_views, views

__all__ = ["blueprint", "matter_views", "views"]
