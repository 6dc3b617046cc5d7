"""Workstreams over HTTP: strands of work, who leads and supports them, and what was done in them."""

from flask import Blueprint

blueprint = Blueprint("workstreams", __name__, url_prefix="/workstreams")
