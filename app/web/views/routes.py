"""The views blueprint with all of its views."""

from app.web.views import blueprint, change_views, column_views, views

__all__ = ["blueprint", "change_views", "column_views", "views"]
