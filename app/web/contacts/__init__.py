"""Contacts over HTTP: logging, reading one, and reading the history."""

from flask import Blueprint

blueprint = Blueprint("contacts", __name__, url_prefix="/contacts")
