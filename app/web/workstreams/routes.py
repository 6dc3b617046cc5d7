"""The workstreams blueprint with all of its views."""

from app.web.workstreams import blueprint

__all__ = ["blueprint"]
