"""Liaison: a stakeholder engagement record. The factory wires the parts; the request's edge commits."""

import os
from pathlib import Path

from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.middleware.proxy_fix import ProxyFix

from app import cli, web
from app.database import db, is_busy, set_read_only, set_up_connections
from app.documents.storage import EXTENSION, FolderStorage
from app.extensions import csrf, login_manager, migrate
from app.web.multipart import FormRequest
from app.web.templating import PlainGlobalsEnvironment
from app.web.uploads import allow_large_uploads, brings_files
from config import Config

ROOT = Path(__file__).resolve().parent.parent
READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def create_app(config: Config | None = None) -> Flask:
    """Make the application. Raises ConfigurationError when a setting is missing or unsafe."""
    config = config or Config.from_environment(os.environ)
    app = Flask(__name__, template_folder=None, static_folder=None, instance_path=str(config.instance_path))
    app.request_class = FormRequest
    app.jinja_environment = PlainGlobalsEnvironment
    app.config.from_mapping(config.as_flask_settings())
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "app" / "migrations"))
    app.extensions[EXTENSION] = FolderStorage(config.instance_path / "files")
    allow_large_uploads(app)  # before the first look at a form, which is the token's
    csrf.init_app(app)
    login_manager.init_app(app, add_context_processor=False)  # it would ask the database on error pages too
    with app.app_context():
        set_up_connections(db.engine)
    _keep_the_request_edge(app)
    web.set_up(app)
    if config.trusted_proxies:
        _believe_proxies(app, config.trusted_proxies)
    cli.register(app)
    return app


def _believe_proxies(app: Flask, count: int) -> None:
    """Take from them, and from nobody further away, where a request comes from and whether it came by https."""
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count)  # type: ignore[method-assign]


def _keep_the_request_edge(app: Flask) -> None:
    """One place begins and ends a request's transaction: what answered with success is committed, the rest is not."""

    @app.before_request
    def begin() -> None:
        # Files are judged before anything is written, so that no other writer waits for that.
        set_read_only(request.method in READING_METHODS or brings_files())

    @app.after_request
    def finish(response: Response) -> Response:
        if request.method not in READING_METHODS:
            if response.status_code < 400 or g.get("keep_writes", False):
                db.session.commit()
            else:
                db.session.rollback()
        return response

    @app.errorhandler(OperationalError)
    def say_busy(error: OperationalError) -> ResponseReturnValue:
        if not is_busy(error):
            raise error
        return app.handle_user_exception(ServiceUnavailable())

    @app.teardown_request
    def let_go(_error: BaseException | None) -> None:
        set_read_only(False)
