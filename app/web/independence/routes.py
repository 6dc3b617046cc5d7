"""The independence blueprint with all of its views."""

from app.web.independence import blueprint

__all__ = ["blueprint"]
