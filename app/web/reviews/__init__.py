"""Reviews over HTTP: what awaits review, and questions with their answers."""

from flask import Blueprint

blueprint = Blueprint("reviews", __name__, url_prefix="/reviews")
