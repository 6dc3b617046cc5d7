"""`make run`: from what is there to a server that answers."""

import os
import socket
from pathlib import Path

from gunicorn.app.base import Application
from whitenoise import WhiteNoise

from app import create_app
from app.database import db
from app.documents.storage import storage_of
from app.documents.tidying import remove_unused_content
from app.launch.assets import build_assets
from app.launch.console import LaunchError, say
from app.launch.database import load_starting_data, migrate_database
from app.launch.first_run import DEMO_FILE, make_demo_colleagues, make_instance_folder, make_secret_key
from app.launch.static_files import with_assets
from app.launch.working import start_working
from config import Config, ConfigurationError

SETTINGS = Path(__file__).with_name("gunicorn_conf.py")


class Server(Application):
    """gunicorn around the application that the start has made, so that it is not made twice."""

    def __init__(self, application: WhiteNoise) -> None:
        self._application = application
        super().__init__()

    def load_config(self) -> None:
        self.load_config_from_file(str(SETTINGS))

    def load(self) -> WhiteNoise:
        return self._application


def serve() -> None:
    """Do what is missing, say where Liaison is, and serve until stopped. Raises LaunchError."""
    config = _read_config()
    _check_port(config.host, config.port)
    build_assets()
    app = create_app(config)
    with app.app_context():
        migrate_database()
        if not config.is_production:
            make_demo_colleagues(config.instance_path)
        load_starting_data()
        remove_unused_content(storage_of(app.extensions))
        db.engine.dispose()  # a connection must not be shared by the workers that are forked next
    _say_where(config)
    for _ in range(config.background_workers):
        start_working(app)
    Server(with_assets(app)).run()


def _read_config() -> Config:
    folder = Path(os.environ.get("INSTANCE_PATH") or Config.instance_path)
    try:
        make_instance_folder(folder)
        if os.environ.get("LIAISON_ENV") != "production":
            make_secret_key(folder, os.environ)
        return Config.from_environment()
    except ConfigurationError as error:
        raise LaunchError("Liaison cannot start with these settings.", remedy=str(error)) from error
    except OSError as error:
        raise LaunchError(
            f"The instance folder cannot be used: {error}",
            remedy="make it writable for you, or name another folder in INSTANCE_PATH.",
        ) from error


def _check_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise LaunchError(
                f"Port {port} cannot be used: {error.strerror}.",
                remedy=f"stop what uses it, or choose another: make run PORT={port + 1}",
            ) from error


def _say_where(config: Config) -> None:
    say(f"\nLiaison is at http://{config.host}:{config.port}/")
    if config.is_production:
        say("Sign in as a colleague; README.md says how to add the first.")
    else:
        say(f"Sign in with an address and password from {config.instance_path / DEMO_FILE}")
    say("Ctrl+C stops it.\n")
