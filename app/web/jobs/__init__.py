"""Work in the background: watching it, stopping it, and what came of it."""

from flask import Blueprint

blueprint = Blueprint("jobs", __name__, url_prefix="/jobs")
