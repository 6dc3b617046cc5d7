"""The forums blueprint with all of its views."""

from app.web.forums import blueprint

__all__ = ["blueprint"]
