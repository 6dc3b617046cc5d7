"""Duplicates over HTTP: pairs that may be one, merging two records, and taking a merge back."""

from flask import Blueprint

blueprint = Blueprint("duplicates", __name__, url_prefix="/duplicates")
