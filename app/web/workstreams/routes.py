"""The workstreams blueprint with all of its views."""

from app.web.workstreams import activity_views, blueprint, edit_views, views

__all__ = ["activity_views", "blueprint", "edit_views", "views"]
