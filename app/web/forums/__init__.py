"""Forums and networks over HTTP, with their members, and events with who was asked and who came."""

from flask import Blueprint

blueprint = Blueprint("forums", __name__, url_prefix="/forums")
