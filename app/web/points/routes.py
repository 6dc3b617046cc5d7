"""The points blueprint with all of its views."""

from app.web.points import blueprint, dispose_views, document_views, same_views, trend_views, views

__all__ = ["blueprint", "dispose_views", "document_views", "same_views", "trend_views", "views"]
