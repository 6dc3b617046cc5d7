"""The organisations blueprint with all of its views."""

from app.web.organisations import blueprint, edit_views, timeline_views, views, whole_history_views

__all__ = ["blueprint", "edit_views", "timeline_views", "views", "whole_history_views"]
