"""A change of all contacts, with workers that are killed in the middle, while others save in processes of their own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.accounts.models import Colleague
from app.accounts.rules import Role
from app.accounts.services import create_colleague
from app.contacts.counting import count_exactly
from app.contacts.filters import ContactFilters
from app.database import db, set_read_only, utc_now
from app.jobs.models import Job
from app.jobs.rules import LEASE, JobState
from app.many.models import ManyChange
from app.many.rules import Change, ChangeKind
from app.many.services import Selection, prepare_change, reader_of, start_change, undo_change_of_many
from app.programme.models import Theme
from tests.bench.settings import ROOT
from tests.bench.stored.application import application

KILL_AFTER_SHARE = 0.3
PATIENCE_SECONDS = 3600
LOOK_SECONDS = 0.05


@dataclass
class Record:
    """A filled database, and the processes that work on it."""

    database_url: str
    folder: Path
    contacts: int
    kills: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def notes(self) -> Path:
        """What the editor was told of each save."""
        return self.folder / "edits.txt"

    def prepare(self) -> tuple[int, int]:
        """Choose all contacts for a theme that none has. The change, and the theme."""
        with application(self.database_url, self.folder):
            manager = create_colleague(
                name="Manager", email="manager@liaison.example", role=Role.MANAGER, password="a password for soaking"
            )
            theme = Theme(name="Put on many", position=99)
            db.session.add(theme)
            db.session.flush()
            count = count_exactly(ContactFilters(), reader=reader_of(manager))
            many = prepare_change(
                change=Change(ChangeKind.ADD_THEMES, (theme.id,)),
                words="Add the theme",
                selection=Selection(count=count),
                actor=manager,
                now=utc_now(),
            )
            db.session.commit()
            return many.id, theme.id

    def begin(self, many_change_id: int, what: Callable[..., None] = start_change) -> None:
        with application(self.database_url, self.folder):
            many = db.session.get_one(ManyChange, many_change_id)
            what(many=many, actor=db.session.get_one(Colleague, many.colleague_id), now=utc_now())
            db.session.commit()

    def work_through(self, many_change_id: int, step: str, *, with_kill: bool) -> None:
        """Let workers do the job that the change is at; the first is killed outright in the middle of it."""
        started = time.monotonic()
        if with_kill:
            with self._working() as worker:
                self._wait(many_change_id, lambda job: job.done_count >= KILL_AFTER_SHARE * (job.total_count or 0))
                worker.kill()
                self.kills += 1
            self._let_lease_end(many_change_id)
        with self._working():
            self._wait(many_change_id, lambda job: job.state.is_over)
        self.seconds[step] = time.monotonic() - started

    @contextmanager
    def _working(self) -> Iterator[subprocess.Popen[bytes]]:
        environ = {
            **os.environ,
            "DATABASE_URL": self.database_url,
            "INSTANCE_PATH": str(self.folder),
            "SECRET_KEY": "for soaking",
        }
        command = [sys.executable, "-m", "flask", "--app", "app", "work"]
        with _process(command, environ) as worker:
            yield worker

    @contextmanager
    def editing(self) -> Iterator[None]:
        """Somebody else saves over the same contacts meanwhile."""
        said = [self.database_url, str(self.folder), str(self.contacts), str(self.notes)]
        with _process([sys.executable, "-m", "tests.soak.editing", *said], dict(os.environ)):
            yield

    def _wait(self, many_change_id: int, until: Callable[[Job], bool]) -> None:
        give_up = time.monotonic() + PATIENCE_SECONDS
        with application(self.database_url, self.folder):
            set_read_only(True)  # whoever looks keeps nobody from saving
            while True:
                job = db.session.get_one(ManyChange, many_change_id).job
                assert job is not None
                assert job.state not in (JobState.FAILED, JobState.CANCELLED), job.problem
                if until(job):
                    break
                assert time.monotonic() < give_up, f"{job.done_count} of {job.total_count} after an hour"
                db.session.rollback()
                time.sleep(LOOK_SECONDS)
            set_read_only(False)

    def _let_lease_end(self, many_change_id: int) -> None:
        """As if half a minute had passed since the worker was last heard of."""
        with application(self.database_url, self.folder):
            job = db.session.get_one(ManyChange, many_change_id).job
            assert job is not None
            assert job.state is JobState.RUNNING
            assert 0 < job.done_count < (job.total_count or 0), "the kill came too late to show anything"
            job.beat_at = utc_now() - 2 * LEASE
            db.session.commit()


def undo_all(*, many: ManyChange, actor: Colleague, now: object) -> None:
    undo_change_of_many(many=many, actor=actor, now=now)  # type: ignore[arg-type]


@contextmanager
def _process(command: list[str], environ: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    with ExitStack() as stack:
        process = stack.enter_context(subprocess.Popen(command, cwd=ROOT, env=environ))
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
