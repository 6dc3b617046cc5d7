"""The stages blueprint with all of its views."""

from app.web.stages import blueprint, move_views, views

__all__ = ["blueprint", "move_views", "views"]
