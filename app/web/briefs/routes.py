"""The briefs blueprint with all of its views."""

from app.web.briefs import blueprint, views

__all__ = ["blueprint", "views"]
