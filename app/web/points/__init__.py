"""Points raised over HTTP: the board, each one, and what becomes of it."""

from flask import Blueprint

blueprint = Blueprint("points", __name__, url_prefix="/points")
