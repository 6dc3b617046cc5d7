"""The outputs blueprint with all of its views."""

from app.web.outputs import blueprint

__all__ = ["blueprint"]
