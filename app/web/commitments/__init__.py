"""Commitments over HTTP: what was promised, what became of it, and the contacts about it."""

from flask import Blueprint

blueprint = Blueprint("commitments", __name__, url_prefix="/commitments")
