import datetime as dt

import pytest
from sqlalchemy import select

from app.audit.queries import list_changes
from app.contacts.models import ContactOrganisation
from app.contacts.rhythm.models import LastContact, Rhythm
from app.contacts.rhythm.rules import Interval, Unit
from app.contacts.rhythm.services import set_rhythm
from app.contacts.visibility import Reader
from app.core.errors import Conflict
from app.database import db, utc_now
from app.merges.models import RecordMerge
from app.merges.queries import survivors_of
from app.organisations.queries import get_organisation
from app.people.queries import get_person
from app.upkeep.merging.background import go_on_with
from app.upkeep.merging.tidying import forget_old_journals
from app.upkeep.merging.undoing import undo_merge
from tests.factories.contacts import make_contact
from tests.factories.directory import make_organisation, make_person
from tests.support.jobs import run_waiting_jobs
from tests.support.merging import all_rows, differences, merge

MANAGER_READS = Reader(colleague_id=0, may_read_restricted=True)
DAY = dt.date(2021, 2, 3)


def links_of(contact):
    rows = select(ContactOrganisation.organisation_id).where(ContactOrganisation.contact_id == contact.id)
    return list(db.session.scalars(rows.order_by(ContactOrganisation.position)))


def test_an_intended_rhythm_moves_with_its_last_contact_and_comes_back(two, manager):
    loser, survivor = two
    last = make_contact(organisations=[survivor], date=DAY)
    make_contact(organisations=[loser], date=DAY - dt.timedelta(days=1))
    set_rhythm(of=loser, interval=Interval(2, Unit.MONTH), actor=manager)
    before = all_rows()
    merged, _job = merge(loser, survivor, manager)
    db.session.commit()
    [kept] = db.session.execute(select(Rhythm.organisation_id, LastContact.contact_id).join(LastContact))
    assert kept == (survivor.id, last.id)
    undo_merge(merge=merged, actor=manager, now=utc_now())
    assert differences(before, all_rows()) == {}


def test_one_merge_after_another_leads_to_the_last_and_is_undone_from_there(two, manager):
    loser, survivor = two
    last = make_organisation("Last")
    first_merge, _job = merge(loser, survivor, manager)
    second_merge, _job = merge(survivor, last, manager)
    assert survivors_of("organisation", [loser.id, survivor.id, last.id]) == {loser.id: last.id, survivor.id: last.id}
    with pytest.raises(Conflict, match="was itself merged into Last"):
        undo_merge(merge=first_merge, actor=manager, now=utc_now())
    undo_merge(merge=second_merge, actor=manager, now=utc_now())
    undo_merge(merge=first_merge, actor=manager, now=utc_now())
    assert survivors_of("organisation", [loser.id, survivor.id]) == {}


def test_what_was_linked_and_written_since_stays_with_the_one_that_stayed(two, manager):
    loser, survivor = two
    before = make_contact(organisations=[loser])
    merged, _job = merge(loser, survivor, manager)
    since = make_contact(organisations=[survivor])
    record = get_organisation(survivor.id)
    record.website = "https://written-since.example"
    db.session.flush()
    undo_merge(merge=merged, actor=manager, now=utc_now())
    assert (links_of(before), links_of(since)) == ([loser.id], [survivor.id])
    assert get_organisation(survivor.id).website == "https://written-since.example"
    assert (get_organisation(loser.id).archived_at, merged.left_count) == (None, 1)


@pytest.mark.parametrize("at_once", [500, 0], ids=["at once", "in the background"])
def test_its_entry_lists_what_was_put_back_as_the_merge_listed_what_was_put_in(two, manager, monkeypatch, at_once):
    loser, survivor = two
    loser.notes, survivor.notes = "Of the loser", "Of the survivor"
    for number in range(3):
        make_contact(organisations=[loser], date=DAY + dt.timedelta(days=number))
    for module in ("services", "undoing"):
        monkeypatch.setattr(f"app.upkeep.merging.{module}.AT_ONCE", at_once)
    monkeypatch.setattr("app.upkeep.merging.background.BATCH", 2)
    merged, _job = merge(loser, survivor, manager, notes="both")
    run_waiting_jobs()
    undo_merge(merge=merged, actor=manager, now=utc_now())
    run_waiting_jobs()
    undone, done = list_changes("organisation", survivor.id)[:2]
    assert [change["label"] for change in done.changes] == ["Merged with", "Also known as", "Website", "Notes"]
    assert undone.changes == [{**each, "old": each["new"], "new": each["old"]} for each in done.changes]


def test_what_was_written_since_is_not_among_what_was_put_back(session, manager):
    loser, survivor = make_person("Kit Exampel", email="kit@example.org", notes="Of the loser"), make_person()
    merged, _job = merge(loser, survivor, manager)
    person = get_person(survivor.id)
    person.notes = "Written since"
    db.session.flush()
    undo_merge(merge=merged, actor=manager, now=utc_now())
    [undone, *_before] = list_changes("person", survivor.id)
    assert undone.changes[1:] == [{"label": "Email", "old": "kit@example.org", "new": ""}]
    assert get_person(survivor.id).notes == "Written since"


def test_it_can_be_undone_for_thirty_days_and_once(two, manager):
    loser, survivor = two
    merged, _job = merge(loser, survivor, manager)
    now = merged.merged_at + dt.timedelta(days=30)
    assert forget_old_journals(now=now) == 0
    with pytest.raises(Conflict, match="more than 30 days ago"):
        undo_merge(merge=merged, actor=manager, now=now + dt.timedelta(seconds=1))
    undo_merge(merge=merged, actor=manager, now=now)
    with pytest.raises(Conflict, match="undone already"):
        undo_merge(merge=merged, actor=manager, now=now)


def test_one_that_was_broken_off_is_gone_on_with(two, manager, monkeypatch):
    loser, survivor = two
    make_contact(organisations=[loser])
    monkeypatch.setattr("app.upkeep.merging.services.AT_ONCE", 0)
    merged, job = merge(loser, survivor, manager)
    with pytest.raises(Conflict, match="still under way"):
        go_on_with(merged, actor=manager, now=utc_now())
    with pytest.raises(Conflict, match="still under way"):
        merge(make_organisation("Third"), survivor, manager)
    job.state = "cancelled"
    db.session.flush()
    assert go_on_with(merged, actor=manager, now=utc_now()).parameters["merge_id"] == merged.id
    assert db.session.scalar(select(RecordMerge.state)) == "merging"
