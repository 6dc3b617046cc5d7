"""All changes over HTTP: who changed what, and putting an earlier value back."""

from flask import Blueprint

blueprint = Blueprint("audit", __name__, url_prefix="/audit")
