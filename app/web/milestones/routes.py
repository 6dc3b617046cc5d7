"""The milestones blueprint with all of its views."""

from app.web.milestones import blueprint

__all__ = ["blueprint"]
