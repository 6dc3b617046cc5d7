"""The many blueprint with all of its views."""

from app.web.many import blueprint, choose_views, views

__all__ = ["blueprint", "choose_views", "views"]
