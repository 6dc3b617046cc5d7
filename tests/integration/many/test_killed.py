"""A worker is killed in the middle of a change while others save: the next goes on, and nothing is lost or twice."""

import datetime as dt
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.audit.models import AuditEntry
from app.contacts.models import Contact, ContactTheme
from app.contacts.queries import get_contact_held
from app.contacts.visibility import Reader
from app.database import db, utc_now
from app.entry.services import change_fields
from app.jobs.rules import LEASE, JobState
from app.many.rules import Change, ChangeKind, Outcome, Stage
from tests.factories.contacts import make_contact, make_organisation, make_theme, make_workstream
from tests.support.jobs import run_waiting_jobs
from tests.support.worked_out_anew import insist_that_all_agrees

ROOT = Path(__file__).resolve().parents[3]
CONTACTS = 60
PATIENCE_SECONDS = 60
# The worker's own command, with batches so small that there are many of them to be killed among.
WORK = """
import sys
from flask.cli import main
from app.many import rules, working
working.FIRST_BATCH = rules.LEAST_IN_BATCH = rules.MOST_IN_BATCH = 4
sys.argv = ["flask", "--app", "app", "work"]
main()
"""


@pytest.fixture
def contacts(manager):
    organisation, workstream = make_organisation(), make_workstream()
    made = [
        make_contact(f"Meeting {n}", organisations=[organisation], workstreams=[workstream]) for n in range(CONTACTS)
    ]
    db.session.commit()
    return [contact.id for contact in made]


@contextmanager
def working(app) -> Iterator[subprocess.Popen]:
    """A worker in a process of its own."""
    environ = {
        **os.environ,
        "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "SECRET_KEY": app.config["SECRET_KEY"],
    }
    with subprocess.Popen([sys.executable, "-c", WORK], cwd=ROOT, env=environ) as worker:
        try:
            yield worker
        finally:
            worker.kill()


def save_until(contact_ids, job, manager, *, is_reached) -> dict[int, str]:
    """Go on saving over one contact after another until the job is so far. What was last said of each."""
    said, give_up = {}, time.monotonic() + PATIENCE_SECONDS
    while not is_reached(job):
        number = contact_ids[len(said) * 7 % CONTACTS]
        contact = get_contact_held(number, reader=Reader(manager.id, may_read_restricted=True))
        said[number] = f"Room {len(said)}"
        change_fields(contact=contact, version=contact.version, changed={"place": said[number]}, actor=manager)
        db.session.commit()
        time.sleep(
            0.02 if job.state is JobState.RUNNING else 0.1
        )  # until it begins there is nobody to be in the way of
        db.session.rollback()
        assert time.monotonic() < give_up, "the worker did not come so far"
    return said


@pytest.mark.one_database
def test_nothing_is_lost_or_done_twice(app, contacts, do, undo, manager, monkeypatch):
    monkeypatch.setattr("app.many.services.DONE_AT_ONCE", CONTACTS // 2)
    theme = make_theme()
    many = do(Change(ChangeKind.ADD_THEMES, (theme.id,)), db.session.scalars(select(Contact)).all())
    assert many.stage is Stage.DOING
    with working(app):
        said = save_until(contacts, many.job, manager, is_reached=lambda job: job.done_count > 0)
    assert many.job.state is JobState.RUNNING
    assert 0 < many.count(Outcome.CHANGED) == with_theme(theme) < CONTACTS
    many.job.beat_at = utc_now() - LEASE - dt.timedelta(seconds=1)
    assert run_waiting_jobs() == 1
    assert (many.stage, many.count(Outcome.CHANGED), with_theme(theme)) == (Stage.DONE, CONTACTS, CONTACTS)
    assert entries_of_themes() == dict.fromkeys(contacts, 1)
    undo(many)
    run_waiting_jobs()
    assert (many.stage, many.count(Outcome.UNDONE), with_theme(theme)) == (Stage.UNDONE, CONTACTS, 0)
    assert entries_of_themes() == dict.fromkeys(contacts, 2)
    places = dict(db.session.execute(select(Contact.id, Contact.place).where(Contact.place != "")).all())
    assert said
    assert places == said
    insist_that_all_agrees()


def with_theme(theme) -> int:
    return db.session.scalar(select(func.count()).where(ContactTheme.theme_id == theme.id)) or 0


def entries_of_themes() -> dict[int, int]:
    told: dict[int, int] = {}
    for entry in db.session.scalars(select(AuditEntry).where(AuditEntry.subject_kind == "contact")):
        if any(change["label"] == "Themes" for change in entry.changes):
            told[entry.subject_id] = told.get(entry.subject_id, 0) + 1
    return told
