"""The updates blueprint with all of its views."""

from app.web.updates import blueprint, check_views, edit_views, freeze_views, letter_views, views

__all__ = ["blueprint", "check_views", "edit_views", "freeze_views", "letter_views", "views"]
