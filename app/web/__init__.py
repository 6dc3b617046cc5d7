"""Delivery over HTTP: one package for each feature, composed here."""

from flask import Flask

from app.upkeep.sample import sample_is_loaded
from app.web.access import set_up_access
from app.web.accounts.again import set_up_signing_in_again
from app.web.blueprints import register_blueprints
from app.web.errors import set_up_error_pages
from app.web.kept import SignedSessions, asked_seldom
from app.web.numbers import set_up_record_numbers
from app.web.security import set_up_security
from app.web.templating import set_up_templates
from app.web.uploads import set_up_uploads

SAMPLE_ASKED_SECONDS = 60  # only a line in the footer hangs on it


def set_up(app: Flask) -> None:
    app.session_interface = SignedSessions()
    set_up_templates(app, sample_is_loaded=asked_seldom(sample_is_loaded, seconds=SAMPLE_ASKED_SECONDS))
    set_up_security(app)
    set_up_signing_in_again(app)
    set_up_access(app)
    set_up_uploads(app)
    set_up_error_pages(app)
    set_up_record_numbers(app)
    register_blueprints(app)
