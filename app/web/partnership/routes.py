"""The partnership blueprint with all of its views."""

from app.web.partnership import blueprint

__all__ = ["blueprint"]
