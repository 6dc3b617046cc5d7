"""Organisations over HTTP: the list, each one's page, and keeping them."""

from flask import Blueprint

blueprint = Blueprint("organisations", __name__, url_prefix="/organisations")
