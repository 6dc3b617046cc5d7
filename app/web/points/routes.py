"""The points blueprint with all of its views."""

from app.web.points import blueprint

__all__ = ["blueprint"]
