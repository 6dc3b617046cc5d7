"""The posts blueprint with all of its views."""

from app.web.posts import blueprint, edit_views, views

__all__ = ["blueprint", "edit_views", "views"]
