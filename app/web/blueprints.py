"""Every blueprint of the application."""

from flask import Flask

from app.web.health.views import blueprint as health

BLUEPRINTS = (health,)


def register_blueprints(app: Flask) -> None:
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
