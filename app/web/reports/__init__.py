"""Reports over HTTP: figures by month, each drawn, in a table and as a file, with the list behind each."""

from flask import Blueprint

blueprint = Blueprint("reports", __name__, url_prefix="/reports")
