"""Stages over HTTP: the board from identified to partner, and moving an organisation along it."""

from flask import Blueprint

blueprint = Blueprint("stages", __name__, url_prefix="/stages")
