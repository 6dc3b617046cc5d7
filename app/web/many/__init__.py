"""Changing many contacts at once: ticked or all that match, previewed, done and undone."""

from flask import Blueprint

blueprint = Blueprint("many", __name__, url_prefix="/contacts/many")
