"""Liaison's settings, read from the environment. Each says what it means and what happens without it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).resolve().parent
MEBIBYTE = 1024 * 1024

Environment = Literal["development", "production"]
Encryption = Literal["starttls", "tls", "off"]


class ConfigurationError(Exception):
    """A setting is missing, malformed or unsafe; the text says which and what to do."""


@dataclass(frozen=True, kw_only=True)
class MailSettings:
    """Through which server Liaison sends email, if any."""

    # SMTP_HOST: the mail server that reminders are sent through; without it none are sent.
    host: str = ""
    # SMTP_PORT: the port that the mail server listens on.
    port: int = 587
    # SMTP_USER: the name that Liaison signs in to the mail server with; without it, it does not sign in.
    user: str = ""
    # SMTP_PASSWORD: the password that belongs to it.
    password: str = field(default="", repr=False)
    # SMTP_TLS: `starttls` encrypts once connected, `tls` from the start, `off` never.
    tls: Encryption = "starttls"
    # MAIL_FROM: the address that reminders are sent from.
    sender: str = ""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "MailSettings":
        """Raises ConfigurationError."""
        settings = cls(
            host=environ.get("SMTP_HOST", "").strip(),
            port=_whole_number(environ, "SMTP_PORT", cls.port, least=1, most=65535),
            user=environ.get("SMTP_USER", ""),
            password=environ.get("SMTP_PASSWORD", ""),
            tls=_encryption(environ.get("SMTP_TLS", "")),
            sender=environ.get("MAIL_FROM", "").strip(),
        )
        if settings.host and "@" not in settings.sender:
            raise ConfigurationError("MAIL_FROM is no email address. Set it to the one that reminders come from.")
        if bool(settings.user) != bool(settings.password):
            raise ConfigurationError("SMTP_USER and SMTP_PASSWORD belong together. Set both, or neither.")
        return settings


@dataclass(frozen=True, kw_only=True)
class Config:
    # LIAISON_ENV: `development` (the default) or `production`, which insists on what keeps a real record safe.
    environment: Environment = "development"
    # SECRET_KEY: signs sessions and forms. Outside production, `make run` makes one in the instance folder.
    secret_key: str
    # DATABASE_URL: where the record is kept; a PostgreSQL address moves it there. Without it, SQLite in INSTANCE_PATH.
    database_url: str
    # INSTANCE_PATH: the folder of what belongs to this machine: database, files, secret key, demonstration passwords.
    instance_path: Path = ROOT / "instance"
    # HOST: the address that `make run` serves on; 127.0.0.1 is this machine alone.
    host: str = "127.0.0.1"
    # PORT: the port that `make run` serves on.
    port: int = 5000
    # TRUSTED_PROXIES: how many proxies stand in front, each of which says for whom it asks and whether by https.
    trusted_proxies: int = 0
    # WORKERS: how many processes answer requests.
    workers: int = 2
    # THREADS: how many requests a process answers at once; it keeps a database connection for each.
    threads: int = 4
    # BACKGROUND_WORKERS: how many processes `make run` starts for work in the background; 0 where they run elsewhere.
    background_workers: int = 1
    # SESSION_HOURS: how long a colleague stays signed in without doing anything.
    session_hours: int = 12
    # FILE_MEGABYTES: the most that one file of a contact may hold.
    file_megabytes: int = 25
    # FILES_PER_CONTACT: how many files a contact may have.
    files_per_contact: int = 20
    # POINT_WAITING_DAYS: a point raised that is open for longer is listed as waiting.
    point_waiting_days: int = 30
    # PUBLIC_ADDRESS: the address that colleagues open Liaison at, which links in emails begin with.
    public_address: str = ""
    mail: MailSettings = MailSettings()
    # DEBUG: 1 shows errors in full and reloads templates. Refused in production.
    debug: bool = False

    def __post_init__(self) -> None:
        if self.environment == "production" and self.debug:
            raise ConfigurationError(
                "Debugging is on in production, where it would show the record to anyone. Unset DEBUG and FLASK_DEBUG."
            )

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Config":
        """Read every setting. Raises ConfigurationError when one is missing, malformed or unsafe."""
        instance_path = Path(environ.get("INSTANCE_PATH") or ROOT / "instance").absolute()
        environment = _environment(environ)
        return cls(
            environment=environment,
            secret_key=_secret_key(environ, environment, instance_path),
            database_url=_database_url(environ.get("DATABASE_URL", ""), instance_path),
            instance_path=instance_path,
            host=environ.get("HOST") or cls.host,
            port=_whole_number(environ, "PORT", cls.port, least=1, most=65535),
            trusted_proxies=_whole_number(environ, "TRUSTED_PROXIES", cls.trusted_proxies, least=0, most=10),
            workers=_whole_number(environ, "WORKERS", cls.workers, least=1, most=256),
            threads=_whole_number(environ, "THREADS", cls.threads, least=1, most=256),
            background_workers=_whole_number(environ, "BACKGROUND_WORKERS", cls.background_workers, least=0, most=64),
            session_hours=_whole_number(environ, "SESSION_HOURS", cls.session_hours, least=1, most=24 * 31),
            file_megabytes=_whole_number(environ, "FILE_MEGABYTES", cls.file_megabytes, least=1, most=200),
            files_per_contact=_whole_number(environ, "FILES_PER_CONTACT", cls.files_per_contact, least=1, most=100),
            point_waiting_days=_whole_number(environ, "POINT_WAITING_DAYS", cls.point_waiting_days, least=1, most=3650),
            public_address=_public_address(environ),
            mail=MailSettings.from_environment(environ),
            # Flask reads FLASK_DEBUG by itself, so it counts here too.
            debug=_is_on(environ, "DEBUG") or _is_on(environ, "FLASK_DEBUG"),
        )

    @property
    def is_production(self) -> bool:
        return self.environment == "production"

    def as_flask_settings(self) -> dict[str, Any]:
        """The same, under the names that Flask and its extensions know."""
        return {
            "SECRET_KEY": self.secret_key,
            "DEBUG": self.debug,
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "SQLALCHEMY_ENGINE_OPTIONS": self._engine_options(),
            "PERMANENT_SESSION_LIFETIME": timedelta(hours=self.session_hours),
            "SESSION_REFRESH_EACH_REQUEST": False,  # app/web/access.py does so now and then
            "SESSION_COOKIE_NAME": "liaison_session",
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": self.is_production,
            # A form left open over lunch must still save: its token lives as long as the session.
            "WTF_CSRF_TIME_LIMIT": None,
            "FILE_MEGABYTES": self.file_megabytes,
            "FILES_PER_CONTACT": self.files_per_contact,
            "POINT_WAITING_DAYS": self.point_waiting_days,
            "PUBLIC_ADDRESS": self.public_address or f"http://{self.host}:{self.port}",
            "MAIL": self.mail,
            "MAX_CONTENT_LENGTH": 2 * MEBIBYTE,  # app/web/uploads.py allows more where files are taken
            "MAX_FORM_MEMORY_SIZE": 2 * MEBIBYTE,
            "MAX_FORM_PARTS": 2000,
        }

    def _engine_options(self) -> dict[str, Any]:
        # One connection for each thread, and none beyond: a thread never needs two at once.
        options: dict[str, Any] = {"pool_size": self.threads, "max_overflow": 0, "pool_timeout": 30}
        if self.database_url.startswith("postgresql"):
            options["pool_pre_ping"] = True  # the server may have restarted since the last request
        return options


def _environment(environ: Mapping[str, str]) -> Environment:
    match environ.get("LIAISON_ENV") or "development":
        case "development":
            return "development"
        case "production":
            return "production"
        case other:
            raise ConfigurationError(f"LIAISON_ENV is {other!r}. Set it to development or production.")


def _secret_key(environ: Mapping[str, str], environment: Environment, instance_path: Path) -> str:
    if key := environ.get("SECRET_KEY", "").strip():
        return key
    if environment == "production":
        raise ConfigurationError(
            "There is no SECRET_KEY. In production, set it to a long random text, the same for every process: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(48))' prints one."
        )
    kept = instance_path / "secret_key"
    if kept.is_file() and (key := kept.read_text(encoding="utf-8").strip()):
        return key
    raise ConfigurationError("There is no secret key yet. `make run` makes one, or set SECRET_KEY.")


def _database_url(url: str, instance_path: Path) -> str:
    """The address with the driver that Liaison ships, and a relative SQLite file reckoned from the project's folder."""
    if not url:
        return f"sqlite:///{instance_path / 'liaison.sqlite3'}"
    scheme, _, rest = url.partition("://")
    if scheme in {"postgres", "postgresql", "postgresql+psycopg"}:
        return f"postgresql+psycopg://{rest}"
    if scheme == "sqlite" and rest.startswith("/") and rest != "/":
        return f"sqlite:///{ROOT / rest.removeprefix('/')}"
    raise ConfigurationError(
        "DATABASE_URL is not an address that Liaison can use. "
        "Write postgresql://user:password@host/database or sqlite:///path/to/file."
    )


def _public_address(environ: Mapping[str, str]) -> str:
    address = environ.get("PUBLIC_ADDRESS", "").strip().rstrip("/")
    if address and not address.startswith(("https://", "http://")):
        raise ConfigurationError(f"PUBLIC_ADDRESS is {address!r}. Write it as https://liaison.example.org.")
    return address


def _encryption(written: str) -> Encryption:
    match written.strip().lower():
        case "" | "starttls":
            return "starttls"
        case "tls":
            return "tls"
        case "off":
            return "off"
        case other:
            raise ConfigurationError(f"SMTP_TLS is {other!r}. Set it to starttls, tls or off.")


def _whole_number(environ: Mapping[str, str], name: str, default: int, *, least: int, most: int) -> int:
    written = environ.get(name, "").strip()
    if not written:
        return default
    if not written.isdecimal() or not least <= int(written) <= most:
        raise ConfigurationError(f"{name} is {written!r}. Set it to a whole number from {least} to {most}.")
    return int(written)


def _is_on(environ: Mapping[str, str], name: str) -> bool:
    return environ.get(name, "").strip().lower() not in {"", "0", "false", "no", "off"}
