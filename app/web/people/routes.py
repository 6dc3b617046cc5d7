"""The people blueprint with all of its views."""

from app.web.people import appointment_views, blueprint, edit_views, views

__all__ = ["appointment_views", "blueprint", "edit_views", "views"]
