"""The partnership blueprint with all of its views."""

from app.web.partnership import blueprint, views

__all__ = ["blueprint", "views"]
