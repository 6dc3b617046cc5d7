"""The reports blueprint with all of its views."""

from app.web.reports import blueprint, export_views, organisation_views, views

__all__ = ["blueprint", "export_views", "organisation_views", "views"]
