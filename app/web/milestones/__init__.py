"""Milestones over HTTP: the timeline, as a drawing and as a table."""

from flask import Blueprint

blueprint = Blueprint("milestones", __name__, url_prefix="/milestones")
