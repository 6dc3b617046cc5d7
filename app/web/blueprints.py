"""Every blueprint of the application."""

from flask import Flask

from app.web.accounts.views import blueprint as accounts
from app.web.administration.views import blueprint as administration
from app.web.health.views import blueprint as health

BLUEPRINTS = (health, accounts, administration)


def register_blueprints(app: Flask) -> None:
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
