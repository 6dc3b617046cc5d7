"""Lists as files: what is on the page, with the same filters, order and columns."""

from flask import Blueprint

blueprint = Blueprint("exports", __name__, url_prefix="/exports")
