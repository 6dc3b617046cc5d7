"""Saved views over HTTP: lists under a name, what is on the home page, and the columns of a list."""

from flask import Blueprint

blueprint = Blueprint("views", __name__, url_prefix="/views")
