"""Posts over HTTP: the list, each one's page, and keeping them and their holders."""

from flask import Blueprint

blueprint = Blueprint("posts", __name__, url_prefix="/posts")
