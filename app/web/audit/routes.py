"""The audit blueprint with all of its views."""

from app.web.audit import blueprint, restore_views, views

__all__ = ["blueprint", "restore_views", "views"]
