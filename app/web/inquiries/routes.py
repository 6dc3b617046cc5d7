"""The inquiries blueprint with all of its views."""

from app.web.inquiries import answer_views, belonging_views, blueprint, edit_views, views, witness_views

__all__ = ["answer_views", "belonging_views", "blueprint", "edit_views", "views", "witness_views"]
