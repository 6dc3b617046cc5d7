"""The partnership at a glance."""

from flask import Blueprint

blueprint = Blueprint("partnership", __name__, url_prefix="/partnership")
