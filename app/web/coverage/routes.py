"""The coverage blueprint with all of its views."""

from app.web.coverage import blueprint

__all__ = ["blueprint"]
