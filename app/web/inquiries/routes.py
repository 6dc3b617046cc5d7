"""The inquiries blueprint with all of its views."""

from app.web.inquiries import blueprint

__all__ = ["blueprint"]
