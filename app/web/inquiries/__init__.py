"""Inquiries over HTTP: sessions, witnesses, undertakings and the letters that answer them."""

from flask import Blueprint

blueprint = Blueprint("inquiries", __name__, url_prefix="/inquiries")
