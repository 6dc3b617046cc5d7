"""The reviews blueprint with all of its views."""

from app.web.reviews import blueprint, mark_views, question_views, views

__all__ = ["blueprint", "mark_views", "question_views", "views"]
