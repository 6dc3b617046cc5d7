"""The stages blueprint with all of its views."""

from app.web.stages import blueprint

__all__ = ["blueprint"]
