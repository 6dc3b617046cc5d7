"""Updates to a committee over HTTP: composing, editing, freezing and exporting them."""

from flask import Blueprint

blueprint = Blueprint("updates", __name__, url_prefix="/updates")
