"""The reports blueprint with all of its views."""

from app.web.reports import blueprint, organisation_views, views

__all__ = ["blueprint", "organisation_views", "views"]
