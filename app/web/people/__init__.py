"""People over HTTP: the list, each one's page, and keeping them and their appointments."""

from flask import Blueprint

blueprint = Blueprint("people", __name__, url_prefix="/people")
