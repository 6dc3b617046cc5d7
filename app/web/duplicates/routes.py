"""The duplicates blueprint with all of its views."""

from app.web.duplicates import blueprint, done_views, merge_views, views

__all__ = ["blueprint", "done_views", "merge_views", "views"]
