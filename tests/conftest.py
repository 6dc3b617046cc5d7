"""The application on both databases, a client that checks pages, and colleagues to sign in as."""

import gc
import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

import pytest
from argon2 import PasswordHasher
from flask import Flask
from hypothesis import settings
from sqlalchemy.orm import Session, scoped_session

from app.accounts import passwords
from app.accounts.models import Colleague
from app.accounts.passwords import hash_password
from app.accounts.rules import Role
from app.database import db
from app.web.access import SignedIn
from tests.support.applications import Applications
from tests.support.client import ValidatingClient
from tests.support.databases import FRESH

# What a test leaves is little; looking for it after every 700 things made takes longer than the memory is worth.
gc.set_threshold(50_000, 20, 20)

settings.register_profile("liaison", deadline=None, max_examples=60)
settings.load_profile("liaison")

PASSWORD = "a password for tests"
QUICK_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


DATABASES = ["sqlite", "postgresql"]
BROWSER_TESTS = Path(__file__).parent / "e2e"
WORKERS = 3  # of `make test`


@pytest.hookimpl(trylast=True)  # once they are in the order of their fixtures
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each worker of `make test` its share of the browser's files, and those first: what takes longest may not
    be left to the end, when the other workers have nothing to do."""
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        if BROWSER_TESTS in item.path.parents:
            files.setdefault(item.path, []).append(item)
    others = [item for item in items if item.path not in files]
    shares: list[list[pytest.Item]] = []
    for number in range(WORKERS):
        of_the_browser = [item for file in list(files.values())[number::WORKERS] for item in file]
        first, end = (len(others) * each // WORKERS for each in (number, number + 1))
        shares.append([*of_the_browser, *others[first:end]])
    items[:] = [item for share in shares for item in share]


def pytest_collection_finish() -> None:
    """Look no more at what stays until the end."""
    gc.freeze()


@pytest.hookimpl(tryfirst=True)  # before the fixtures take their own parameters
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test marked `one_database` the one that its name falls to, so that its file as a whole runs on both."""
    if metafunc.definition.get_closest_marker("one_database") and "database" in metafunc.fixturenames:
        one = DATABASES[crc32(metafunc.function.__name__.encode()) % len(DATABASES)]
        metafunc.definition.add_marker(pytest.mark.parametrize("database", [one], indirect=True))


@pytest.fixture(scope="session", params=DATABASES)
def database(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on; each test that uses it runs on both."""
    return request.param


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A folder of all workers of this run."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(request.config, "workerinput") else own


@pytest.fixture(scope="session")
def applications(shared: Path) -> Iterator[Applications]:
    """The applications by database, made when first asked for; SQLite's file is kept in memory where that can be."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(prefix="liaison-", dir=memory if os.access(memory, os.W_OK) else None) as folder:
        applications = Applications(Path(folder), shared)
        yield applications
        applications.close()


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same algorithm at its least strength: at ours, signing in takes most of the time of many a test."""
    monkeypatch.setattr(passwords, "_hasher", QUICK_HASHER)
    monkeypatch.setattr(passwords, "_NOBODYS_HASH", QUICK_HASHER.hash("nobody signs in with this"))


@pytest.fixture
def app(database: str, applications: Applications, quick_passwords: None) -> Iterator[Flask]:
    """The application in its context, on a database as the migrations leave it."""
    app, state = applications.get(database)
    with app.app_context():
        yield app
        db.session.remove()
        if state.is_file:
            db.engine.dispose()
    state.put_back(FRESH)


@pytest.fixture
def session(app: Flask) -> scoped_session[Session]:
    """The test's own session. The client commits it before each request, so that pages show what it wrote."""
    return db.session


@pytest.fixture
def client(app: Flask) -> ValidatingClient:
    """A browser without scripts that fails on a page that is not valid. CSRF tokens are not asked for."""
    return app.test_client()


@pytest.fixture
def colleagues() -> dict[str, Colleague]:
    """Those the test has made, by their address."""
    return {}


@pytest.fixture
def make_colleague(session: scoped_session[Session], colleagues: dict[str, Colleague]) -> Callable[..., Colleague]:
    """Makes a colleague whose password is PASSWORD."""

    def make(role: Role | str = Role.OFFICER, *, name: str | None = None, email: str | None = None) -> Colleague:
        role = Role(role)
        colleague = Colleague(
            name=name or role.capitalize(),
            email=email or f"{role}@liaison.example",
            role=role,
            password_hash=_password_hash(),
        )
        session.add(colleague)
        session.flush()
        colleagues[colleague.email] = colleague
        return colleague

    return make


@pytest.fixture
def sign_in_as(
    client: ValidatingClient,
    session: scoped_session[Session],
    colleagues: dict[str, Colleague],
    make_colleague: Callable[..., Colleague],
) -> Callable[[Role | str | Colleague], Colleague]:
    """Signs the client in as a colleague, or as one of a role, who is made if need be."""

    def sign_in(who: Role | str | Colleague) -> Colleague:
        if not isinstance(who, Colleague):
            who = colleagues.get(f"{Role(who)}@liaison.example") or make_colleague(who)
        session.commit()
        with client.session_transaction() as cookie:
            cookie["_user_id"] = SignedIn(who).get_id()
            cookie["_fresh"] = True
        return who

    return sign_in


@cache
def _password_hash() -> str:
    return hash_password(PASSWORD)
