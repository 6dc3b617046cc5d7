"""The network blueprint with all of its views."""

from app.web.network import blueprint, views

__all__ = ["blueprint", "views"]
