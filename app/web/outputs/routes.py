"""The outputs blueprint with all of its views."""

from app.web.outputs import blueprint, commitment_views, edit_views, evidence_views, views

__all__ = ["blueprint", "commitment_views", "edit_views", "evidence_views", "views"]
