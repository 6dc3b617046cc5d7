"""The milestones blueprint with all of its views."""

from app.web.milestones import blueprint, edit_views, views

__all__ = ["blueprint", "edit_views", "views"]
