"""Independence over HTTP: regulatory matters, and contacts in two roles at once."""

from flask import Blueprint

blueprint = Blueprint("independence", __name__, url_prefix="/independence")
