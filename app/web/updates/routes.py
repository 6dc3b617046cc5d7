"""The updates blueprint with all of its views."""

from app.web.updates import blueprint

__all__ = ["blueprint"]
