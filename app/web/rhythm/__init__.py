"""Rhythm over HTTP: who is quiet for too long, and how often we mean to be in contact."""

from flask import Blueprint

blueprint = Blueprint("rhythm", __name__, url_prefix="/rhythm")
