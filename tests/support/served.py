"""Liaison as its first start leaves it, served to a browser: the starter directory, the programme and the sample."""

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.serving import WSGIRequestHandler, make_server

from app.accounts.models import Colleague, Team
from app.accounts.passwords import hash_password
from app.accounts.rules import Role
from app.contacts.models import Contact
from app.database import db, utc_now
from app.follow_ups.models import FollowUp
from app.launch.static_files import with_assets
from app.many.rules import Change, ChangeKind
from app.many.services import Selection, prepare_change
from app.organisations.models import Organisation, RegulatoryMatter, Sector
from app.partnership.models import (
    CommitteeUpdate,
    Forum,
    ForumMember,
    Inquiry,
    Invitation,
    OutputPoint,
    UpdateSentence,
    Witness,
)
from app.people.models import Appointment, Person, Post
from app.points.models import Point
from app.programme.models import Activity, Commitment, Milestone, Theme, Workstream
from app.reviews.models import ReviewQuestion
from app.saved_views.models import SavedView
from app.upkeep.programme import load_programme
from app.upkeep.sample import load_sample
from app.upkeep.sample.letter import BICHARD, CHILDRENS_COMMISSIONER, COMMITTEE
from app.upkeep.starter_directory import load_starter_directory
from app.web.access import SignedIn
from tests.factories.changes import make_renaming
from tests.factories.duplicates import make_duplicates
from tests.factories.jobs import make_job
from tests.support.applications import Applications
from tests.support.client import ValidatingClient
from tests.support.databases import FRESH, SqliteDatabase
from tests.support.once_a_run import kept_once_a_run

PASSWORD = "a password for tests"


class QuietHandler(WSGIRequestHandler):
    """Tells nothing of each request: a failed test says what it needs."""

    protocol_version = "HTTP/1.1"  # a page's scripts and styles come over one connection

    def log_request(self, *_: object) -> None:
        """Nothing."""


class Turnstile:
    """Lets requests through to an application, and keeps them waiting while its database is put back.

    A page that a test has closed may still have sent its last draft.
    """

    def __init__(self, answer: Callable[..., Any]) -> None:
        self._answer = answer
        self._inside = 0
        self._changed = threading.Condition()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterator[bytes]:
        with self._changed:
            self._inside += 1
        try:
            yield from self._answer(environ, start_response)
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Nobody is inside, and nobody comes in."""
        with self._changed:
            self._changed.wait_for(lambda: self._inside == 0, timeout=10)
            yield


@contextmanager
def serving(app: Callable[..., Any]) -> Iterator[str]:
    """The address of a server of this process, with the compiled assets as they are shipped."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=QuietHandler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Served:
    """The application of a run's browser tests, and what addresses of it can name."""

    app: Flask
    url: str
    records: dict[str, Any]
    _database: SqliteDatabase
    _turnstile: Turnstile

    def cookie_of(self, role: Role) -> dict[str, str]:
        """The session of the colleague of a role, as a browser takes it."""
        client = self.app.test_client()
        with self.app.app_context():
            colleague = _the(Colleague, role=role)
            identity, token = SignedIn(colleague).get_id(), f"{colleague.id}.{secrets.token_hex(20)}"
            db.session.remove()
        with client.session_transaction() as session:
            session.update({"_user_id": identity, "_fresh": True, "csrf_token": token})
        cookie = client.get_cookie(self.app.config["SESSION_COOKIE_NAME"])
        assert cookie is not None
        return {"name": cookie.key, "value": cookie.value, "url": self.url}

    def copy_database(self, folder: Path) -> str:
        """Another database as the first start leaves it. Its address."""
        return self._database.copy_kept(FRESH, folder)

    def make_fresh(self) -> None:
        """Undo what was written since the start."""
        with self._turnstile.closed():
            with self.app.app_context():
                db.engine.dispose()
            self._database.put_back(FRESH)


@contextmanager
def serve_first_start(folder: Path, shared: Path) -> Iterator[Served]:
    """Serve a fresh SQLite database, filled as the first start fills it."""
    applications = Applications(folder, shared)
    app, database = applications.get("sqlite")
    assert isinstance(database, SqliteDatabase)
    app.config["WTF_CSRF_ENABLED"] = True
    app.test_client_class = ValidatingClient
    records = kept_once_a_run(shared, "first-start", database, FRESH, lambda: _filled(app))
    turnstile = Turnstile(with_assets(app))
    with serving(turnstile) as url:
        yield Served(app, url, records, database, turnstile)
    applications.close()


def _filled(app: Flask) -> dict[str, Any]:
    with app.app_context():
        records = _fill()
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return records


def _fill() -> dict[str, Any]:
    """What `make run` loads, a team, and an appointment, which the sample lacks. Gives what addresses name."""
    password_hash = hash_password(PASSWORD)
    team = Team(name="Data sharing")
    db.session.add(team)
    db.session.flush()
    colleagues = {
        role: Colleague(
            name=f"{role.label} A",
            email=f"{role}@liaison.example",
            role=role,
            password_hash=password_hash,
            team_id=team.id,
        )
        for role in Role
    }
    db.session.add_all(colleagues.values())
    db.session.flush()
    load_starter_directory()
    load_programme()
    load_sample(colleague=colleagues[Role.OFFICER])
    return {"team_id": team.id, "colleague_id": colleagues[Role.OFFICER].id, **_records()}


def _records() -> dict[str, Any]:
    """The committee, Lord Bichard and the like: records with a history, by the names that addresses have for them."""
    committee = _the(Organisation, source_key=f"starter:{COMMITTEE}")
    person = _the(Person, name=BICHARD)
    contact = _the(Contact, subject="Information sharing at the safeguarding front door")
    sector = _the(Sector, key="education")
    appointment = Appointment(person_id=person.id, organisation_id=committee.id)
    db.session.add(appointment)
    db.session.flush()
    return {
        "organisation_id": committee.id,
        "person_id": person.id,
        "post_id": _the(Post, source_key=f"starter:{CHILDRENS_COMMISSIONER}").id,
        "appointment_id": appointment.id,
        "commitment_id": _the(Commitment, key="child_protection").id,
        "contact_id": contact.id,
        # Addresses of files lead to no page, and these to no file.
        "attachment_id": 1,
        "draft_file_id": 1,
        **_of_the_manager(_the(Colleague, role=Role.MANAGER)),
        "export_id": 1,
        "list_name": "contacts",
        "view_id": _the(SavedView).id,
        "token": "0" * 32,
        "secret": "none",
        **make_renaming(committee),
        **make_duplicates(committee),
        **_partnership_records(),
        "follow_up_id": db.session.scalars(select(FollowUp.id).where(FollowUp.contact_id == contact.id)).first(),
        "question_id": _first(ReviewQuestion),
        "sector_id": sector.id,
        "key": "sectors",
        "word_id": sector.id,
        "change": "archive",
        "ending": "pdf",
    }


def _of_the_manager(manager: Colleague) -> dict[str, int]:
    """What nobody else finds: work that waits, and a change of many contacts that was previewed."""
    theme = db.session.scalars(select(Theme).order_by(Theme.id)).first()
    many = prepare_change(
        change=Change(ChangeKind.ADD_THEMES, (theme.id,)),
        words=f"Add the theme {theme.name}",
        selection=Selection(),
        actor=manager,
        now=utc_now(),
    )
    return {"job_id": make_job(manager).id, "many_change_id": many.id}


def _partnership_records() -> dict[str, Any]:
    """Of the programme and the sample, so that their pages show what hangs on them."""
    point = _the(Point, by_person_id=_the(Person, name=BICHARD).id)
    return {
        "workstream_id": _the(Workstream, key="child_protection").id,
        "activity_id": _first(Activity),
        "output_id": _the(OutputPoint, point_id=point.id).output_id,
        "milestone_id": _the(Milestone, key="code_laid").id,
        "point_id": point.id,
        "matter_id": _the(RegulatoryMatter).id,
        "forum_id": _the(Forum).id,
        "member_id": _first(ForumMember),
        "invitation_id": _first(Invitation),
        "inquiry_id": _the(Inquiry).id,
        "witness_id": _the(Witness).id,
        "update_id": _the(CommitteeUpdate).id,
        "sentence_id": _first(UpdateSentence),
        "part": "heard",
    }


def _first(model: Any) -> Any:
    return db.session.scalars(select(model.id).order_by(model.id).limit(1)).one()


def _the(model: Any, **values: Any) -> Any:
    """The one row with these values."""
    return db.session.scalars(select(model).filter_by(**values)).one()
