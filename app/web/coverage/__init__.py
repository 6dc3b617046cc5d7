"""Coverage over HTTP: the matrix of strands by sides of the partnership."""

from flask import Blueprint

blueprint = Blueprint("coverage", __name__, url_prefix="/coverage")
