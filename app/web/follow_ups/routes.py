"""The follow-ups blueprint with all of its views."""

from app.web.follow_ups import blueprint, done_views, views

__all__ = ["blueprint", "done_views", "views"]
