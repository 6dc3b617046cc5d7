"""Follow-ups over HTTP: the list and the board of them, what is done with them, and whom it is told to."""

from flask import Blueprint

blueprint = Blueprint("follow_ups", __name__, url_prefix="/follow-ups")
