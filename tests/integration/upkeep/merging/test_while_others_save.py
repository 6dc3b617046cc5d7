"""A large merge goes batch by batch: others save in between, and a worker that dies loses and repeats nothing."""

from contextlib import suppress

import pytest
from sqlalchemy import func, select

from app.accounts.queries import get_colleague
from app.contacts.models import Contact, ContactOrganisation
from app.contacts.queries import get_contact, get_contact_held
from app.contacts.rhythm.rules import read_interval
from app.contacts.rhythm.services import set_rhythm
from app.contacts.visibility import Reader
from app.core.errors import Conflict
from app.database import db, utc_now
from app.entry.details import refs_of
from app.entry.services import archive, log_contact, revise_contact
from app.jobs.handling import RunningJob
from app.jobs.queries import list_unfinished
from app.jobs.services import cancel_job
from app.jobs.worker import Worker
from app.merges.models import RecordMerge
from app.organisations.queries import get_organisation
from app.upkeep.merging.background import go_on_with, merge_in_background, undo_merge_in_background
from app.upkeep.merging.services import MERGE_JOB, UNDO_JOB
from app.upkeep.merging.undoing import undo_merge
from tests.factories.contacts import make_contact
from tests.factories.directory import make_organisation
from tests.factories.entry import details
from tests.support.merging import insist_that_nothing_is_owed, merge
from tests.support.taking_turns import send_while_held

CONTACTS = 12
READER = Reader(colleague_id=0, may_read_restricted=True)


class Killed(BaseException):
    """What no handler of errors catches."""


@pytest.fixture
def small_batches(monkeypatch):
    for module in ("services", "undoing"):
        monkeypatch.setattr(f"app.upkeep.merging.{module}.AT_ONCE", 1)
    monkeypatch.setattr("app.upkeep.merging.background.BATCH", 3)


@pytest.fixture
def two(session, manager):
    loser, survivor = make_organisation("Example Cnty Council"), make_organisation("Example County Council")
    for number in range(CONTACTS):
        make_contact(f"Meeting {number}", organisations=[loser], colleagues=[manager], author=manager)
    session.commit()
    return loser, survivor


def number_with(organisation):
    linked = select(func.count()).where(ContactOrganisation.organisation_id == organisation.id)
    return db.session.scalar(linked)


def handler(work, meanwhile):
    """The handler, and after each of its batches whatever others do."""

    def run(job: RunningJob):
        for step, progress in enumerate(work(job)):
            yield progress
            meanwhile(step)

    return run


def log(manager, organisation):
    log_contact(details=details(organisation), actor=manager)
    db.session.commit()


def edit_newest(manager):
    """As from a form: everything as it stands, under another subject."""
    number = db.session.scalar(select(func.max(Contact.id)).where(Contact.subject.like("Meeting%")))
    contact = get_contact(number, reader=READER)
    said = details(subject=f"{contact.subject}, edited")
    said = said.__class__(**{**vars(said), "participants": refs_of(contact), "colleague_ids": [manager.id]})
    revise_contact(contact=contact, version=contact.version, details=said, actor=manager)
    db.session.commit()


def test_others_log_and_edit_contacts_of_both_between_the_batches(two, manager, small_batches):
    loser, survivor = two
    merged, job = merge(loser, survivor, manager)
    assert job.total_count == CONTACTS

    def save(step):
        if step == 1:
            log(manager, get_organisation(loser.id))
            log(manager, get_organisation(survivor.id))
            edit_newest(manager)

    db.session.commit()
    Worker({MERGE_JOB: handler(merge_in_background, save)}).run_waiting()
    assert (merged.state, number_with(loser), number_with(survivor)) == ("merged", 0, CONTACTS + 2)
    insist_that_nothing_is_owed()
    undo_merge(merge=merged, actor=manager, now=utc_now())
    db.session.commit()
    Worker({UNDO_JOB: handler(undo_merge_in_background, lambda step: step == 1 and edit_newest(manager))}).run_waiting()
    assert (merged.state, number_with(loser), number_with(survivor)) == ("undone", CONTACTS, 2)
    insist_that_nothing_is_owed()


@pytest.mark.parametrize(("dies_after", "database"), [(0, "sqlite"), (2, "postgresql")], indirect=["database"])
def test_a_worker_that_dies_loses_and_repeats_nothing(two, manager, small_batches, dies_after):
    loser, survivor = two
    merged, job = merge(loser, survivor, manager)

    def die(step):
        if step == dies_after:
            raise Killed

    for work, kind, state, left in (
        (merge_in_background, MERGE_JOB, "merged", (0, CONTACTS)),
        (undo_merge_in_background, UNDO_JOB, "undone", (CONTACTS, 0)),
    ):
        if kind == UNDO_JOB:
            job = undo_merge(merge=merged, actor=manager, now=utc_now())
        db.session.commit()
        with pytest.raises(Killed):
            Worker({kind: handler(work, die)}).run_waiting()
        db.session.rollback()
        job.beat_at = None
        job.state = "waiting"
        db.session.commit()
        Worker({kind: work}).run_waiting()
        assert (merged.state, number_with(loser), number_with(survivor)) == (state, *left)
        assert job.done_count == job.total_count
    insist_that_nothing_is_owed()


def test_a_contact_is_saved_while_the_merge_of_whoever_has_a_rhythm_is_undone(app, two, manager):
    """Whoever saves waits at the end for all that change what contacts count in; so these may not wait for contacts."""
    loser, survivor = two
    set_rhythm(of=loser, interval=read_interval("monthly"), actor=manager)
    merge_id, manager_id = merge(loser, survivor, manager)[0].id, manager.id
    contact_id = db.session.scalar(select(func.max(Contact.id)))

    def save():
        contact = get_contact_held(contact_id, reader=READER)
        archive(contact=contact, reason="Logged twice", actor=get_colleague(manager_id))

    def undo():
        undo_merge(merge=db.session.get_one(RecordMerge, merge_id), actor=get_colleague(manager_id), now=utc_now())

    send_while_held(in_a_request(app, save), in_a_request(app, undo))
    assert db.session.get_one(RecordMerge, merge_id).state == "undone"
    assert db.session.get_one(Contact, contact_id).archived_at is not None
    insist_that_nothing_is_owed()


def test_one_that_was_broken_off_is_taken_up_once(app, two, manager, small_batches):
    merged, job = merge(*two, manager)
    cancel_job(job=job, now=utc_now())
    merge_id, manager_id = merged.id, manager.id

    def go_on():
        merge, actor = db.session.get_one(RecordMerge, merge_id), get_colleague(manager_id)
        with suppress(Conflict):
            go_on_with(merge, actor=actor, now=utc_now())

    send_while_held(in_a_request(app, go_on), in_a_request(app, go_on), at="COMMIT")
    assert len(list_unfinished([MERGE_JOB])) == 1


def in_a_request(app, work):
    def run():
        with app.app_context():
            work()
            db.session.commit()
            db.session.remove()

    return run
