"""The follow-ups blueprint with all of its views."""

from app.web.follow_ups import act_views, blueprint, done_views, told_views, views

__all__ = ["act_views", "blueprint", "done_views", "told_views", "views"]
