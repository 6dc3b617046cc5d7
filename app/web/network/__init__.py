"""The network over HTTP: who has met whom across the partnership."""

from flask import Blueprint

blueprint = Blueprint("network", __name__, url_prefix="/network")
