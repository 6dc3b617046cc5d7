from pathlib import Path

import pytest

from config import ROOT, Config, ConfigurationError


def read(**environ: str) -> Config:
    return Config.from_environment({"SECRET_KEY": "a key", **environ})


def test_without_settings_it_serves_a_sqlite_file_on_this_machine_alone() -> None:
    config = read()
    assert config.database_url == f"sqlite:///{ROOT / 'instance' / 'liaison.sqlite3'}"
    assert (config.host, config.port, config.environment) == ("127.0.0.1", 5000, "development")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_any_postgresql_address_gets_the_driver_that_ships(scheme: str) -> None:
    url = read(DATABASE_URL=f"{scheme}://me:secret@db/liaison").database_url
    assert url == "postgresql+psycopg://me:secret@db/liaison"


@pytest.mark.parametrize(
    ("url", "file"),
    [("sqlite:///other.sqlite3", str(ROOT / "other.sqlite3")), ("sqlite:////srv/other.sqlite3", "/srv/other.sqlite3")],
)
def test_a_sqlite_file_is_reckoned_from_the_project_unless_it_is_absolute(url: str, file: str) -> None:
    assert read(DATABASE_URL=url).database_url == f"sqlite:///{file}"


@pytest.mark.parametrize("url", ["mysql://db/liaison", "sqlite://", "sqlite:///", "liaison.sqlite3"])
def test_an_address_of_no_database_is_refused(url: str) -> None:
    with pytest.raises(ConfigurationError, match="DATABASE_URL"):
        read(DATABASE_URL=url)


def test_production_refuses_to_start_without_a_secret_key(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("left by a trial run")
    with pytest.raises(ConfigurationError, match="SECRET_KEY"):
        Config.from_environment({"LIAISON_ENV": "production", "INSTANCE_PATH": str(tmp_path)})


@pytest.mark.parametrize("name", ["DEBUG", "FLASK_DEBUG"])
def test_production_refuses_to_start_with_debugging_on(name: str) -> None:
    with pytest.raises(ConfigurationError, match="Debugging"):
        read(LIAISON_ENV="production", **{name: "1"})


def test_an_unknown_environment_is_refused_rather_than_taken_for_development() -> None:
    with pytest.raises(ConfigurationError, match="LIAISON_ENV"):
        read(LIAISON_ENV="prod")


def test_the_kept_key_is_used_outside_production(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("made here\n")
    assert Config.from_environment({"INSTANCE_PATH": str(tmp_path)}).secret_key == "made here"


def test_a_missing_key_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="make run"):
        Config.from_environment({"INSTANCE_PATH": str(tmp_path)})


@pytest.mark.parametrize("written", ["0", "-1", "many", "70000", "1.5"])
def test_a_port_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(ConfigurationError, match="PORT"):
        read(PORT=written)


def test_cookies_keep_to_https_in_production_alone() -> None:
    assert read(LIAISON_ENV="production").as_flask_settings()["SESSION_COOKIE_SECURE"] is True
    assert read().as_flask_settings()["SESSION_COOKIE_SECURE"] is False


def test_a_mail_server_needs_to_be_told_whom_e_mails_come_from() -> None:
    with pytest.raises(ConfigurationError, match="MAIL_FROM"):
        read(SMTP_HOST="mail.example")
    mail = read(SMTP_HOST="mail.example", MAIL_FROM="liaison@example.org").mail
    assert (mail.port, mail.tls, mail.user) == (587, "starttls", "")


@pytest.mark.parametrize("settings", [{"SMTP_TLS": "ssl"}, {"SMTP_USER": "me"}, {"PUBLIC_ADDRESS": "liaison.example"}])
def test_a_setting_of_mail_that_makes_no_sense_is_refused(settings: dict[str, str]) -> None:
    with pytest.raises(ConfigurationError, match=next(iter(settings))):
        read(**settings)


def test_links_begin_with_the_public_address_or_else_with_where_it_serves() -> None:
    assert read().as_flask_settings()["PUBLIC_ADDRESS"] == "http://127.0.0.1:5000"
    given = read(PUBLIC_ADDRESS="https://liaison.example/").as_flask_settings()
    assert given["PUBLIC_ADDRESS"] == "https://liaison.example"
