"""Briefs over HTTP: one page on whom a meeting is with, to read, to print, as PDF and as DOCX."""

from flask import Blueprint

blueprint = Blueprint("briefs", __name__, url_prefix="/briefs")
