"""Outputs over HTTP: what is produced, and what it is built on."""

from flask import Blueprint

blueprint = Blueprint("outputs", __name__, url_prefix="/outputs")
