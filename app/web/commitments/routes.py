"""The commitments blueprint with all of its views."""

from app.web.commitments import blueprint, edit_views, status_views, views

__all__ = ["blueprint", "edit_views", "status_views", "views"]
