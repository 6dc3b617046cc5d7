"""The forums blueprint with all of its views."""

from app.web.forums import blueprint, edit_views, invitation_views, member_views, views

__all__ = ["blueprint", "edit_views", "invitation_views", "member_views", "views"]
